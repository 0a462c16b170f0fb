//! Phone numbers: kept as written, and in E.164 where the country is known.
