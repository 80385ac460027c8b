//! Prints the first views of the elements as JSON, by language and by name, for the bundle.

use app::first_views;
use shared::message::Lang;

fn main() {
    let views = serde_json::json!({ "fr": first_views(Lang::Fr), "en": first_views(Lang::En) });
    println!("{views}");
}
