//! What the small parts of a workbook tell: its sheets, which of them are seen, and how numbers are meant.

use std::{
    collections::BTreeMap,
    io::{Read, Seek},
};

use super::{
    numbers::{Format, Numbers},
    package::{Package, damaged},
    strings::Strings,
    xml::{Element, Xml},
};
use crate::imports::RefusedFile;

/// How many sheets are looked at.
const MAX_SHEETS: usize = 1_000;
/// How many styles and formats are kept.
const MAX_FORMATS: usize = 100_000;

/// A sheet that is seen when the workbook is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its name on the tab.
    pub(super) name: String,
    /// The part it is in.
    pub(super) part: String,
}

/// What every sheet needs.
#[derive(Debug)]
pub(super) struct Book {
    /// The sheets that are seen, in the order of the tabs.
    pub(super) sheets: Vec<Sheet>,
    /// The texts that cells share.
    pub(super) strings: Strings,
    /// How numbers are meant.
    pub(super) numbers: Numbers,
}

impl Book {
    /// Reads everything but the sheets.
    ///
    /// # Errors
    /// No workbook, damaged, or too large.
    pub(super) fn read<R: Read + Seek>(package: &Package<R>) -> Result<Self, RefusedFile> {
        let main = main_part(package)?;
        let relations = relations(package, &main)?;
        let (sheets, is_1904) = sheets(package, &main, &relations)?;
        let part_of = |kind: &str| relations.values().find(|relation| relation.kind == kind);
        let strings = match part_of("sharedStrings") {
            Some(relation) if package.has(&relation.part) => {
                Strings::read(package.part(&relation.part)?)?
            }
            _ => Strings::default(),
        };
        let formats = match part_of("styles") {
            Some(relation) if package.has(&relation.part) => formats(package, &relation.part)?,
            _ => Vec::new(),
        };
        Ok(Self { sheets, strings, numbers: Numbers::new(formats, is_1904) })
    }
}

/// What a relation points to.
#[derive(Debug)]
struct Relation {
    /// The last word of its type.
    kind: String,
    part: String,
}

/// The part that names the sheets.
fn main_part<R: Read + Seek>(package: &Package<R>) -> Result<String, RefusedFile> {
    let usual = "xl/workbook.xml";
    if package.has(usual) {
        return Ok(usual.to_owned());
    }
    let found = if package.has("_rels/.rels") { relations(package, "")? } else { BTreeMap::new() };
    found
        .into_values()
        .find(|relation| relation.kind == "officeDocument" && package.has(&relation.part))
        .map(|relation| relation.part)
        .ok_or_else(|| damaged("it has no workbook part"))
}

/// The relations of a part by id, with the parts they name as paths from the root.
fn relations<R: Read + Seek>(
    package: &Package<R>,
    of: &str,
) -> Result<BTreeMap<String, Relation>, RefusedFile> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let name = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let mut found = BTreeMap::new();
    let mut xml = Xml::new(package.part(&name)?);
    while let Some(element) = xml.next_open()? {
        if element.name != "Relationship" || found.len() >= MAX_FORMATS {
            continue;
        }
        if let (Some(id), Some(kind), Some(target)) =
            (element.get("Id"), element.get("Type"), element.get("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(id.to_owned(), Relation { kind, part: resolve(folder, target) });
        }
    }
    Ok(found)
}

/// A target seen from a folder: `worksheets/sheet1.xml`, `/xl/styles.xml`, `../x.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The sheets that are seen, and whether days count from 1904.
fn sheets<R: Read + Seek>(
    package: &Package<R>,
    main: &str,
    relations: &BTreeMap<String, Relation>,
) -> Result<(Vec<Sheet>, bool), RefusedFile> {
    let mut sheets = Vec::new();
    let mut missing = None;
    let mut is_1904 = false;
    let mut xml = Xml::new(package.part(main)?);
    while let Some(element) = xml.next_open()? {
        match element.name.as_str() {
            "workbookPr" => is_1904 = is_true(element.get("date1904")),
            "sheet" if sheets.len() < MAX_SHEETS && is_seen(&element) => {
                let name = element.get("name").unwrap_or_default().to_owned();
                let relation = element.get("id").and_then(|id| relations.get(id));
                match relation {
                    Some(relation)
                        if relation.kind == "worksheet" && package.has(&relation.part) =>
                    {
                        sheets.push(Sheet { name, part: relation.part.clone() });
                    }
                    // Charts and dialogues are sheets too, without cells.
                    Some(relation) if relation.kind != "worksheet" => {}
                    _ => missing = Some(name),
                }
            }
            _ => {}
        }
    }
    match (sheets.is_empty(), missing) {
        (false, _) => Ok((sheets, is_1904)),
        (true, Some(name)) => {
            let name: String = name.chars().take(80).collect();
            Err(damaged(&format!("its sheet `{name}` points to a part that is missing")))
        }
        (true, None) => Err(damaged("it has no sheet that is seen")),
    }
}

fn is_seen(sheet: &Element) -> bool {
    !matches!(sheet.get("state"), Some("hidden" | "veryHidden"))
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// How each style means its numbers.
fn formats<R: Read + Seek>(package: &Package<R>, part: &str) -> Result<Vec<Format>, RefusedFile> {
    let mut codes: BTreeMap<u32, Format> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    let mut xml = Xml::new(package.part(part)?);
    while let Some(element) = xml.next_open()? {
        let id = element.get("numFmtId").and_then(|id| id.parse().ok());
        match (element.name.as_str(), id) {
            ("numFmt", Some(id)) if codes.len() < MAX_FORMATS => {
                codes.insert(id, Format::of_code(element.get("formatCode").unwrap_or_default()));
            }
            ("xf", id) if in_cells && formats.len() < MAX_FORMATS => {
                let id = id.unwrap_or(0);
                formats.push(codes.get(&id).copied().unwrap_or_else(|| Format::of_id(id)));
            }
            ("cellXfs", _) => in_cells = true,
            ("cellStyles" | "dxfs" | "cellStyleXfs", _) => in_cells = false,
            _ => {}
        }
    }
    Ok(formats)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_never_leave_the_package() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("", "xl\\workbook.xml"), "xl/workbook.xml");
    }
}
