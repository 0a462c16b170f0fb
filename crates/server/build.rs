//! Puts the built page (`ui/dist/page`) into the server, packed once here. Where it is not built there are no files, and the
//! server says how to build it.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    hash::{DefaultHasher, Hasher as _},
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

/// Where the page is built, from this crate. The folder above it is always there, so that cargo sees when this one comes.
const DIST: &str = "../../ui/dist";
const PAGE: &str = "page";
/// What the build of the page adds to the name of a file for what Brotli made of it.
const BROTLI: &str = "br";

/// Kinds of files by their endings, and whether packing makes them smaller.
const KINDS: &[(&str, &str, bool)] = &[
    ("css", "text/css; charset=utf-8", true),
    ("html", "text/html; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("json", "application/json", true),
    ("png", "image/png", false),
    ("svg", "image/svg+xml", true),
    ("webmanifest", "application/manifest+json", true),
    ("woff2", "font/woff2", false),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={DIST}");
    let made = PathBuf::from(env::var("OUT_DIR")?);
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(DIST).join(PAGE);
    let mut paths = Vec::new();
    if root.is_dir() {
        collect(&root, &mut paths)?;
    }
    paths.sort();
    let mut list = String::from("&[\n");
    for (number, path) in paths.iter().enumerate() {
        let bytes = fs::read(path)?;
        let name = path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let Some((_, kind, packs)) = KINDS.iter().find(|(known, ..)| *known == ending) else {
            return Err(format!("the page holds {name}, of a kind that is not known").into());
        };
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let tag = format!("\"{:016x}\"", hasher.finish());
        // What is written anew for every answer is kept as it is.
        let is_packed = *packs && ending != "html";
        let stored = made.join(format!("page-{number}"));
        fs::write(&stored, if is_packed { pack(&bytes)? } else { bytes })?;
        let place = stored.to_string_lossy();
        let smallest = path.with_extension(format!("{ending}.{BROTLI}"));
        let brotli = match smallest.canonicalize() {
            Ok(at) => format!("Some(include_bytes!({:?}))", at.to_string_lossy()),
            Err(_) => "None".to_owned(),
        };
        writeln!(
            list,
            "File {{ path: {name:?}, kind: {kind:?}, tag: {tag:?}, is_packed: {is_packed}, bytes: include_bytes!({place:?}), brotli: {brotli} }},"
        )?;
    }
    list.push(']');
    fs::write(made.join("page.rs"), list)?;
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_none_or(|it| it != BROTLI) {
            into.push(path);
        }
    }
    Ok(())
}

fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
