use tests::*;
use thirtyfour::Key;
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let g = Guichet::start()?;
    let b = Browser::start().await?;
    let page = Page::open(&b, &g, "/far.html").await?;
    let w = page.guichet();
    w.scroll_to().await?;
    w.choose_commune("saint-etienne").await?;
    page.reload().await?; w.scroll_to().await?; w.is_at("territoire").await?;
    w.find("[data-territoire] dl").await?;
    page.act("const r=document.querySelector('ti-guichet').shadowRoot; window.node = r.querySelector('#projet-commune'); window.ev=[]; for (const k of ['input','blur','focus','keydown','change']) node.addEventListener(k, e => ev.push([k, node.value])); const d=Object.getOwnPropertyDescriptor(HTMLInputElement.prototype,'value'); Object.defineProperty(node,'value',{get(){return d.get.call(this)}, set(v){ev.push(['set',v]); d.set.call(this,v)}})", vec![]).await?;
    w.click("#projet-commune").await?;
    b.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control).perform().await?;
    b.action_chain().send_keys("d").perform().await?;
    println!("{}", page.run::<serde_json::Value>("const r=document.querySelector('ti-guichet').shadowRoot; return [window.node === r.querySelector('#projet-commune'), ev, localStorage]", vec![]).await?);
    Ok(())
}
