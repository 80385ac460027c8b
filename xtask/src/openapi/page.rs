//! The readable page of the interface: the same document, as HTML without a script. French first; what is written for
//! developers in the code stays in English, and is marked so.

use serde_json::{Map, Value};

use super::description::{Description, Tag};

/// Writes the page of a document.
pub fn write(description: &Description, document: &Value) -> String {
    let info = &description.common.info;
    let parts: Vec<Part> = description
        .common
        .tag
        .iter()
        .map(|tag| Part {
            tag,
            operations: operations_of(document, &tag.name),
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>API – {title}</title>\n<link rel=\"icon\" href=\"/exemple.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"/api/api.css\">\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#contenu\">Aller au contenu</a>\n\
         <header><h1>API du {title}</h1>{summary}\
         <p>Le document OpenAPI 3.1&nbsp;: <a href=\"/api/v1/openapi.json\"><code>/api/v1/openapi.json</code></a>. \
         Les descriptions détaillées sont en anglais.</p></header>\n\
         <nav aria-label=\"Sommaire\"><ul>{contents}<li><a href=\"#types\">Types</a></li></ul></nav>\n\
         <main id=\"contenu\" tabindex=\"-1\">{general}{sections}\
         <section aria-labelledby=\"types\"><h2 id=\"types\">Types</h2>{types}</section></main>\n</body>\n</html>\n",
        title = escape(&info.title),
        summary = in_english(&info.summary),
        contents = each(&parts, Part::links),
        general = in_english(&info.description),
        sections = each(&parts, Part::section),
        types = each(members(&document["components"]["schemas"]), type_section),
    )
}

/// The operations of one tag.
struct Part<'a> {
    tag: &'a Tag,
    operations: Vec<Operation<'a>>,
}

impl Part<'_> {
    fn links(&self) -> String {
        let links = each(&self.operations, Operation::link);
        format!(
            "<li><a href=\"#{0}\">{0}</a><ul>{links}</ul></li>",
            escape(&self.tag.name)
        )
    }

    fn section(&self) -> String {
        format!(
            "<section aria-labelledby=\"{name}\"><h2 id=\"{name}\">{name}</h2>{described}{operations}</section>",
            name = escape(&self.tag.name),
            described = in_english(&self.tag.description),
            operations = each(&self.operations, Operation::section),
        )
    }
}

/// One method of one address, as the document has it.
struct Operation<'a> {
    method: String,
    path: &'a str,
    written: &'a Value,
}

fn operations_of<'a>(document: &'a Value, tag: &str) -> Vec<Operation<'a>> {
    let all = members(&document["paths"]).flat_map(|(path, methods)| {
        members(methods).map(move |(method, written)| Operation {
            method: method.to_uppercase(),
            path,
            written,
        })
    });
    all.filter(|operation| operation.written["tags"][0] == tag)
        .collect()
}

impl Operation<'_> {
    fn id(&self) -> String {
        escape(text(&self.written["operationId"]))
    }

    fn link(&self) -> String {
        format!(
            "<li><a href=\"#{}\"><span class=\"method\">{}</span> {}</a></li>",
            self.id(),
            self.method,
            breakable(self.path)
        )
    }

    fn section(&self) -> String {
        format!(
            "<article aria-labelledby=\"{id}\"><h3 id=\"{id}\"><span class=\"method\">{method}</span> <code>{path}</code></h3>\
             <p>{french}</p>{english}{description}{key}{parameters}{request}{answers}</article>",
            id = self.id(),
            method = self.method,
            path = breakable(self.path),
            french = escape(text(&self.written["x-summary-fr"])),
            english = in_english(text(&self.written["summary"])),
            description = in_english(text(&self.written["description"])),
            key = if self.written["security"].is_null() {
                ""
            } else {
                "<p><strong>Clé d’agent requise.</strong></p>"
            },
            parameters = self.parameters(),
            request = self.request(),
            answers = self.answers(),
        )
    }

    fn parameters(&self) -> String {
        let rows = each(items(&self.written["parameters"]), parameter_row);
        table("Paramètres", &["Nom", "Où", "Obligatoire", "Ce que c’est"], &rows)
    }

    fn request(&self) -> String {
        match each(members(&self.written["requestBody"]["content"]), content) {
            bodies if bodies.is_empty() => bodies,
            bodies => format!("<h4>Ce qu’on envoie</h4>{bodies}"),
        }
    }

    fn answers(&self) -> String {
        let all = each(members(&self.written["responses"]), answer);
        format!("<h4>Ce qui est répondu</h4><dl class=\"answers\">{all}</dl>")
    }
}

fn parameter_row(parameter: &Value) -> String {
    let place = match text(&parameter["in"]) {
        "path" => "adresse",
        "query" => "après le «&nbsp;?&nbsp;»",
        _ => "en-tête",
    };
    row(&[
        &code(text(&parameter["name"])),
        place,
        yes_or_no(parameter["required"] == true),
        &in_english(text(&parameter["description"])),
    ])
}

fn answer((status, answer): (&str, &Value)) -> String {
    let problem =
        &answer["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"]["type"]["enum"];
    let bodies = if problem.is_null() {
        each(members(&answer["content"]), content)
    } else {
        let kinds = each(items(problem), |kind| format!("<li>{}</li>", code(text(kind))));
        format!("<ul>{kinds}</ul>")
    };
    format!(
        "<dt>{}</dt><dd>{}{bodies}</dd>",
        escape(status),
        in_english(text(&answer["description"]))
    )
}

fn content((media_type, body): (&str, &Value)) -> String {
    let what = match kind_of(&body["schema"]) {
        kind if kind.is_empty() => String::new(),
        kind => format!(" : {kind}"),
    };
    let example = match &body["example"] {
        Value::Null => String::new(),
        example => format!(
            "<details><summary>Exemple</summary><pre tabindex=\"0\"><code>{}</code></pre></details>",
            escape(&serde_json::to_string_pretty(example).unwrap_or_default())
        ),
    };
    format!("<p>{}{what}</p>{example}", code(media_type))
}

fn type_section((name, schema): (&str, &Value)) -> String {
    let required: Vec<&str> = items(&schema["required"]).map(text).collect();
    let rows = each(members(&schema["properties"]), |(member, of)| {
        row(&[
            &code(member),
            &kind_of(of),
            yes_or_no(required.contains(&member)),
            &in_english(text(&of["description"])),
        ])
    });
    format!(
        "<article aria-labelledby=\"type-{name}\"><h3 id=\"type-{name}\"><code>{name}</code></h3>{described}{table}</article>",
        name = escape(name),
        described = in_english(text(&schema["description"])),
        table = table("Membres", &["Nom", "Type", "Toujours là", "Ce que c’est"], &rows),
    )
}

/// What a schema takes, in a few words, with a link to the type when it has a name.
fn kind_of(schema: &Value) -> String {
    if let Some(name) = text(&schema["$ref"]).strip_prefix("#/components/schemas/") {
        return format!("<a href=\"#type-{0}\">{0}</a>", escape(name));
    }
    let either: Vec<String> = items(&schema["anyOf"]).map(kind_of).collect();
    if !either.is_empty() {
        return either.join(" ou ");
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("liste de {}", kind_of(&schema["items"])),
        Value::String(kind) => word_for(kind).to_owned(),
        Value::Array(kinds) => kinds
            .iter()
            .map(|kind| word_for(text(kind)))
            .collect::<Vec<_>>()
            .join(" ou "),
        _ => String::new(),
    }
}

fn word_for(kind: &str) -> &str {
    match kind {
        "string" => "texte",
        "integer" => "nombre entier",
        "boolean" => "vrai ou faux",
        "null" => "<code>null</code>",
        "object" => "objet",
        "array" => "liste",
        other => other,
    }
}

/// Nothing when there is no row. It scrolls sideways by the keyboard too where the window is narrow.
fn table(caption: &str, heads: &[&str], rows: &str) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads = each(heads, |head| format!("<th scope=\"col\">{head}</th>"));
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\"><table><caption>{caption}</caption>\
         <thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
}

fn row(cells: &[&str]) -> String {
    let (first, others) = cells.split_first().unwrap_or((&"", &[]));
    let others = each(others, |cell| format!("<td>{cell}</td>"));
    format!("<tr><th scope=\"row\">{first}</th>{others}</tr>")
}

const fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "oui" } else { "non" }
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// Paragraphs of English, with `code` between back-quotes; nothing for no text.
fn in_english(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim);
    each(paragraphs.filter(|text| !text.is_empty()), |text| {
        format!("<p lang=\"en\">{}</p>", with_code(text))
    })
}

fn with_code(text: &str) -> String {
    each(text.split('`').enumerate(), |(place, part)| match place % 2 {
        0 => escape(part),
        _ => code(part),
    })
}

/// A long address may break after each slash.
fn breakable(path: &str) -> String {
    escape(path).replace('/', "/<wbr>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What is written of each item, one after the other.
fn each<I: IntoIterator>(items: I, write: impl Fn(I::Item) -> String) -> String {
    items.into_iter().fold(String::new(), |mut all, item| {
        all.push_str(&write(item));
        all
    })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members: Option<&Map<String, Value>> = value.as_object();
    members
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{in_english, kind_of};

    #[test]
    fn what_is_written_stays_text() {
        assert_eq!(
            in_english("a < b, `c & d`\n\nnext"),
            "<p lang=\"en\">a &lt; b, <code>c &amp; d</code></p><p lang=\"en\">next</p>"
        );
    }

    #[test]
    fn types_are_told_in_a_few_words() {
        for (schema, told) in [
            (json!({"type": "string"}), "texte"),
            (
                json!({"type": ["integer", "null"]}),
                "nombre entier ou <code>null</code>",
            ),
            (
                json!({"type": "array", "items": {"$ref": "#/components/schemas/A"}}),
                "liste de <a href=\"#type-A\">A</a>",
            ),
            (
                json!({"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}),
                "<a href=\"#type-A\">A</a> ou <code>null</code>",
            ),
            (json!({}), ""),
        ] {
            assert_eq!(kind_of(&schema), told);
        }
    }
}
