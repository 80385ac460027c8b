//! Scripts and sheets as they are downloaded: the same, with short names and without what only we read.

use anyhow::{Result, anyhow, bail};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module, made small; its exports keep their names.
///
/// # Errors
/// What the parser says of a text that is no module.
pub fn script(source: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        bail!("no JavaScript module: {fault}");
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(written.code)
}

/// The oldest browsers that know what the sheets are written with: container queries, `color-mix`, ranges of widths.
const BROWSERS: Browsers = Browsers {
    chrome: Some(version(111, 0)),
    edge: Some(version(111, 0)),
    firefox: Some(version(113, 0)),
    safari: Some(version(16, 4)),
    ios_saf: Some(version(16, 4)),
    android: None,
    ie: None,
    opera: None,
    samsung: None,
};

/// As lightningcss writes a version.
const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

/// A sheet, made small; it says the same to the same browsers.
///
/// # Errors
/// What the parser says of a text that is no sheet.
pub fn sheet(source: &str) -> Result<String> {
    let parsed = StyleSheet::parse(source, ParserOptions::default());
    let mut sheet = parsed.map_err(|fault| anyhow!("no sheet: {fault}"))?;
    let targets = Targets::from(BROWSERS);
    sheet.minify(MinifyOptions {
        targets,
        ..MinifyOptions::default()
    })?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    })?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::{script, sheet};

    #[test]
    fn what_is_exported_keeps_its_name_and_nothing_else_does() -> anyhow::Result<()> {
        let small = script(
            "// Why.\nconst internalName = () => 1;\nexport function show(parameter) { return [parameter, internalName()]; }",
        )?;
        assert!(small.contains("show"), "{small}");
        for gone in ["Why", "internalName", "parameter"] {
            assert!(!small.contains(gone), "{small}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(script("const = 1").is_err());
    }

    #[test]
    fn a_sheet_keeps_what_the_host_may_set_and_loses_what_only_we_read() -> anyhow::Result<()> {
        let small =
            sheet("/* Why. */\n.a { --own: #FFFFFF; color: var(--ti-text, var(--own)); margin: 0px }\n")?;
        assert_eq!(small, ".a{--own:#fff;color:var(--ti-text,var(--own));margin:0}");
        Ok(())
    }

    #[test]
    fn what_older_browsers_do_not_know_is_not_written_for_them() -> anyhow::Result<()> {
        let small =
            sheet("a { text-decoration: underline; text-decoration-thickness: 1px; user-select: all }")?;
        assert_eq!(
            small,
            "a{-webkit-user-select:all;user-select:all;text-decoration:underline;text-decoration-thickness:1px}"
        );
        Ok(())
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        assert!(sheet(".a { color: red } }").is_err());
    }
}
