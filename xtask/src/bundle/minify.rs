//! Scripts as they are downloaded: the same code with short names and without what only we read.

use anyhow::{Result, bail};
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

#[cfg(test)]
mod tests {
    use super::script;

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
}
