//! A closed set of words: an enum with one spelling on screen, in the store, in JSON and in the tests.

#[doc(hidden)]
pub use utoipa;

/// Makes an enum whose variants have one written word each, with `ALL`, `as_str`, `parse`, `Display`
/// and serde by that word.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every word, in the order of the glossary.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written everywhere.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word as it is written everywhere.
            ///
            /// # Errors
            /// [`UnknownWord`](crate::words::UnknownWord) names the word and those that are known.
            pub fn parse(word: &str) -> Result<Self, $crate::words::UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::words::UnknownWord {
                        what: stringify!($name),
                        word: word.to_owned(),
                        known: &[$($word),+],
                    }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> { Self::parse(word) }
        }

        impl $crate::words::utoipa::PartialSchema for $name {
            fn schema() -> $crate::words::utoipa::openapi::RefOr<$crate::words::utoipa::openapi::schema::Schema> {
                $crate::words::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::words::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }

        impl $crate::words::utoipa::ToSchema for $name {}

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&word).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// A word that is not in its set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{word}`: known are {}", known.join(", "))]
pub struct UnknownWord {
    /// The set that was asked.
    pub what: &'static str,
    /// The word that is not in it.
    pub word: String,
    /// Those that are.
    pub known: &'static [&'static str],
}
