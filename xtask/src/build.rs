//! Builds: the browser's component and its bundle, the functions, the local host.
//!
//! What is unchanged is known by cargo and by `bundle`: nothing is decided again here.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use crate::spin_manifest::Manifest;
use crate::steps::Steps;
use crate::toolchain::{self, BROWSER, FUNCTIONS, Toolchain};
use crate::{bundle, cargo};

/// Sets up and builds all there is.
pub fn everything(root: &Path) -> Result<()> {
    let mut steps = Steps::of(STEPS + 1);
    let workshop = Workshop::open(root, &mut steps)?;
    workshop.application(&mut steps)?;
    steps.run("local host", || workshop.host())?;
    eprint!("{}", steps.table());
    Ok(())
}

/// Sets up and builds one component of spin.toml, with what it includes.
pub fn component(root: &Path, name: &str) -> Result<()> {
    let known = Manifest::read(root)?.components;
    if !known.contains_key(name) {
        let names: Vec<_> = known.into_keys().collect();
        bail!("spin.toml has no component {name}, only {}", names.join(", "));
    }
    if name == EMBED {
        let mut steps = Steps::of(4);
        let workshop = Workshop::open(root, &mut steps)?;
        workshop.browser_files(&mut steps)?;
        steps.run("function", || workshop.functions(&[name]))
    } else {
        let mut steps = Steps::of(2);
        let workshop = Workshop::open(root, &mut steps)?;
        steps.run("function", || workshop.functions(&[name]))
    }
}

/// How many steps it takes to open the workshop and build the application.
pub const STEPS: usize = 4;

/// A workspace and a toolchain that can build all of it.
#[derive(Debug)]
pub struct Workshop<'a> {
    root: &'a Path,
    toolchain: Toolchain,
}

impl<'a> Workshop<'a> {
    /// A workshop whose toolchain is known.
    pub fn new(root: &'a Path, toolchain: Toolchain) -> Self {
        Self { root, toolchain }
    }

    /// Sets up the toolchain: one step.
    pub fn open(root: &'a Path, steps: &mut Steps) -> Result<Self> {
        let toolchain = steps.run("wasm targets", || toolchain::ensure(root))?;
        Ok(Self::new(root, toolchain))
    }

    /// Builds what Spin runs: three steps.
    pub fn application(&self, steps: &mut Steps) -> Result<()> {
        self.browser_files(steps)?;
        steps.run("functions", || self.all_functions())
    }

    /// Builds the browser's component and its files: two steps.
    pub fn browser_files(&self, steps: &mut Steps) -> Result<()> {
        steps.run("browser component", || self.browser())?;
        steps.run("bundle", || self.bundle())
    }

    /// Builds the browser's component, as wasm files that `bundle` takes on.
    pub fn browser(&self) -> Result<()> {
        let mut command = cargo::wasm(self.root, self.toolchain);
        command.args(["build", "--profile", "browser", "--target", BROWSER]);
        for package in bundle::PACKAGES {
            command.args(["--package", package]);
        }
        cargo::run(&mut command)?;
        // Its first views are written by the same code, run here.
        cargo::run(cargo::native(self.root).args(["build", "--package", "app", "--bin", "prerender"]))
    }

    /// Turns the browser's component into the files that `embed` includes.
    pub fn bundle(&self) -> Result<()> {
        bundle::make(self.root)
    }

    /// Builds the functions that spin.toml names.
    pub fn all_functions(&self) -> Result<()> {
        let components = Manifest::read(self.root)?.components;
        let names: Vec<_> = components.keys().map(String::as_str).collect();
        self.functions(&names)
    }

    /// Builds these functions, each in its profile; `embed` includes the bundle, which must be there.
    pub fn functions(&self, names: &[&str]) -> Result<()> {
        let manifest = Manifest::read(self.root)?;
        let mut packages = BTreeMap::<_, Vec<_>>::new();
        for name in names {
            let alike = packages.entry(manifest.profile_of(name)).or_default();
            alike.extend(["--package", name]);
        }
        packages.into_iter().try_for_each(|(profile, packages)| {
            let mut command = cargo::wasm(self.root, self.toolchain);
            command.args(["build", "--target", FUNCTIONS, "--profile", profile]);
            cargo::run(command.args(packages))
        })
    }

    /// Builds the local host.
    pub fn host(&self) -> Result<()> {
        cargo::run(cargo::native(self.root).args(["build", "--package", "host", "--profile", "host"]))
    }
}

/// The component that includes the bundle.
const EMBED: &str = "embed";
