//! Typed ids: a `PersonId` cannot be passed where a `TopicId` is meant.

/// Declares a newtype over `i64` that Diesel, serde, routes and templates understand.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[serde(transparent)]
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        pub struct $name(i64);

        impl $name {
            /// An id that came from outside the database: an address, a test, an import.
            pub const fn new(raw: i64) -> Self { Self(raw) }
            /// The number itself, for cursors and hashes.
            pub const fn get(self) -> i64 { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl<B: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::BigInt, B> for $name
        where i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, B> {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, B>) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }
        impl<B: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::BigInt, B> for $name
        where i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, B> {
            fn from_sql(raw: B::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                i64::from_sql(raw).map(Self)
            }
        }
    )+};
}

ids! {
    /// Someone with an account, a guest, or a ghost that an import brought.
    PersonId,
    /// A signed-in browser.
    SessionId,
    /// A personal API token.
    TokenId,
    /// A link that lets one person in.
    InvitationId,
    /// A place that topics belong to.
    BoardId,
    /// A word that topics share.
    TagId,
    /// Anything people talk about, of whatever kind.
    TopicId,
    /// A comment on a topic.
    CommentId,
    /// An earlier text of a topic or comment.
    RevisionId,
    /// Something that a board asks of a proposal besides its words.
    FieldId,
    /// Where a proposal stands.
    StatusId,
    /// One move of a proposal from status to status.
    ChangeId,
    /// Votes that say the same.
    ReasonId,
    /// One entry of the event log.
    EventId,
    /// One run of an import.
    ImportId,
    /// Something that was built and told about.
    ReleaseId,
    /// A message that was or will be sent by mail.
    LetterId,
    /// Where someone wants to hear of what happens.
    HookId,
    /// One event on its way to one hook.
    DeliveryId,
    /// A search that someone keeps.
    SearchId,
    /// Work that waits, runs or is over.
    JobId,
    /// A process that takes jobs.
    WorkerId,
}
