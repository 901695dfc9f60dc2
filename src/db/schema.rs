//! The tables, as both engines hold them. `tests/it/schema.rs` compares this with what the migrations make.
#![allow(missing_docs)]
diesel::table! {
    people (id) {
        id -> BigInt,
        handle -> Text,
        name -> Text,
        email -> Nullable<Text>,
        email_folded -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        role -> Text,
        state -> Text,
        bio -> Text,
        created_at -> BigInt,
        active_at -> BigInt,
        import_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    handles (skeleton) {
        skeleton -> Text,
        folded -> Text,
        person_id -> BigInt,
        since_at -> BigInt,
    }
}
diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        person_id -> BigInt,
        agent -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        confirmed_at -> BigInt,
        expires_at -> BigInt,
    }
}
diesel::table! {
    tokens (id) {
        id -> BigInt,
        token_hash -> Text,
        person_id -> BigInt,
        name -> Text,
        scopes -> Text,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        used_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    invitations (id) {
        id -> BigInt,
        token_hash -> Text,
        role -> Text,
        note -> Text,
        made_by -> Nullable<BigInt>,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_by -> Nullable<BigInt>,
        used_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
        changed_by -> Nullable<BigInt>,
        changed_at -> BigInt,
    }
}
diesel::table! {
    touches (id) {
        id -> BigInt,
        tx_id -> BigInt,
        what -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        tx_id -> BigInt,
        at -> BigInt,
        actor_id -> Nullable<BigInt>,
        verb -> Text,
        object -> Text,
        object_id -> BigInt,
        topic_id -> Nullable<BigInt>,
        data -> Text,
    }
}
diesel::table! {
    cursors (listener) {
        listener -> Text,
        tx_id -> BigInt,
        event_id -> BigInt,
    }
}
diesel::table! {
    idempotency (key_hash) {
        key_hash -> Text,
        request_hash -> Text,
        status -> Integer,
        location -> Nullable<Text>,
        body -> Text,
        at -> BigInt,
        person_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    boards (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        description -> Text,
        position -> Integer,
        see -> Text,
        propose -> Text,
        comment -> Text,
        vote -> Text,
        created_at -> BigInt,
    }
}
diesel::table! {
    board_counts (board_id, kind) {
        board_id -> BigInt,
        kind -> Text,
        topics -> BigInt,
    }
}
diesel::table! {
    tags (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
    }
}
diesel::table! {
    tag_counts (tag_id, board_id) {
        tag_id -> BigInt,
        board_id -> BigInt,
        topics -> BigInt,
    }
}
diesel::table! {
    statuses (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        kind -> Text,
        colour -> Text,
        position -> Integer,
        roadmap -> Bool,
        freeze_votes -> Bool,
        freeze_comments -> Bool,
        freeze_edits -> Bool,
    }
}
diesel::table! {
    status_steps (from_id, to_id) {
        from_id -> BigInt,
        to_id -> BigInt,
    }
}
diesel::table! {
    imports (id) {
        id -> BigInt,
        source -> Text,
        format -> Text,
        at -> BigInt,
        undone_at -> Nullable<BigInt>,
        by_id -> Nullable<BigInt>,
        file -> Text,
        plan -> Text,
        state -> Text,
        done -> BigInt,
        total -> BigInt,
        report -> Text,
        touched_at -> BigInt,
    }
}
diesel::table! {
    topics (id) {
        id -> BigInt,
        kind -> Text,
        board_id -> BigInt,
        author_id -> BigInt,
        status_id -> Nullable<BigInt>,
        state -> Text,
        title -> Text,
        slug -> Text,
        excerpt -> Text,
        best_reason -> Nullable<Text>,
        supporters -> BigInt,
        comments -> BigInt,
        commenters -> BigInt,
        replied -> Bool,
        weight -> Double,
        hot -> Double,
        surging -> Double,
        version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        active_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        source -> Nullable<Text>,
        source_url -> Nullable<Text>,
        import_id -> Nullable<BigInt>,
        body -> Text,
        body_html -> Text,
    }
}
diesel::table! {
    topic_tags (tag_id, topic_id) {
        tag_id -> BigInt,
        topic_id -> BigInt,
    }
}
diesel::table! {
    comments (id) {
        id -> BigInt,
        topic_id -> BigInt,
        author_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        root_id -> BigInt,
        branch_id -> BigInt,
        depth -> Integer,
        state -> Text,
        official -> Bool,
        version -> BigInt,
        created_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        body -> Text,
        body_html -> Text,
    }
}
diesel::table! {
    commenters (topic_id, person_id) {
        topic_id -> BigInt,
        person_id -> BigInt,
        comments -> BigInt,
    }
}
diesel::table! {
    revisions (id) {
        id -> BigInt,
        topic_id -> BigInt,
        comment_id -> Nullable<BigInt>,
        title -> Text,
        body -> Text,
        by_id -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    links (to_topic, from_topic) {
        to_topic -> BigInt,
        from_topic -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    proposals (id) {
        id -> BigInt,
        opposed -> BigInt,
        imported -> BigInt,
        owner_id -> Nullable<BigInt>,
        eta -> Nullable<Text>,
        aside_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    merges (topic_id) {
        topic_id -> BigInt,
        into_id -> BigInt,
        chosen_id -> BigInt,
        board_id -> BigInt,
        status_id -> BigInt,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}
diesel::table! {
    closures (topic_id, what) {
        topic_id -> BigInt,
        what -> Text,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
        why -> Text,
        closes_at -> BigInt,
    }
}
diesel::table! {
    pins (topic_id) {
        topic_id -> BigInt,
        board_id -> Nullable<BigInt>,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
        until_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    answers (topic_id) {
        topic_id -> BigInt,
        comment_id -> BigInt,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
    }
}
diesel::table! {
    behalves (topic_id, person_id) {
        topic_id -> BigInt,
        person_id -> BigInt,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
        source_url -> Nullable<Text>,
    }
}
diesel::table! {
    status_changes (id) {
        id -> BigInt,
        topic_id -> BigInt,
        from_id -> Nullable<BigInt>,
        to_id -> BigInt,
        by_id -> Nullable<BigInt>,
        at -> BigInt,
        response -> Text,
        response_html -> Text,
    }
}
diesel::table! {
    reasons (id) {
        id -> BigInt,
        topic_id -> BigInt,
        text -> Text,
        workaround -> Text,
        people -> BigInt,
        nice -> BigInt,
        important -> BigInt,
        essential -> BigInt,
    }
}
diesel::table! {
    votes (topic_id, person_id) {
        topic_id -> BigInt,
        person_id -> BigInt,
        stance -> Text,
        importance -> Nullable<Text>,
        reason -> Text,
        reason_id -> Nullable<BigInt>,
        workaround -> Text,
        named -> Bool,
        cast_at -> BigInt,
        changed_at -> BigInt,
    }
}
diesel::table! {
    extra_apps (app) {
        app -> Text,
        owner_id -> BigInt,
        created_at -> BigInt,
    }
}
diesel::table! {
    extras (subject, subject_id, person_id, app) {
        subject -> Text,
        subject_id -> BigInt,
        person_id -> BigInt,
        app -> Text,
        data -> Text,
        changed_at -> BigInt,
    }
}
diesel::table! {
    extra_keys (app, key, subject, subject_id, person_id) {
        app -> Text,
        key -> Text,
        value -> Text,
        subject -> Text,
        subject_id -> BigInt,
        person_id -> BigInt,
    }
}
diesel::table! {
    releases (id) {
        id -> BigInt,
        title -> Text,
        slug -> Text,
        state -> Text,
        released_at -> Nullable<BigInt>,
        author_id -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        excerpt -> Text,
        body -> Text,
        body_html -> Text,
    }
}
diesel::table! {
    release_topics (release_id, topic_id) {
        release_id -> BigInt,
        topic_id -> BigInt,
        position -> Integer,
    }
}
diesel::table! {
    release_people (release_id, person_id) {
        release_id -> BigInt,
        person_id -> BigInt,
        position -> Integer,
    }
}
diesel::table! {
    site_files (digest) {
        digest -> Text,
        kind -> Text,
        data -> Binary,
        created_at -> BigInt,
    }
}
diesel::table! {
    readings (person_id, topic_id) {
        person_id -> BigInt,
        topic_id -> BigInt,
        read_id -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    glimpses (person_id, topic_id, comment_id) {
        person_id -> BigInt,
        topic_id -> BigInt,
        comment_id -> BigInt,
    }
}
diesel::table! {
    catchups (person_id) {
        person_id -> BigInt,
        comment_id -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    follows (person_id, subject, subject_id) {
        person_id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        level -> Text,
        chosen -> Bool,
        since_at -> BigInt,
    }
}
diesel::table! {
    ignores (person_id, ignored_id) {
        person_id -> BigInt,
        ignored_id -> BigInt,
        since_at -> BigInt,
    }
}
diesel::table! {
    bookmarks (id) {
        id -> BigInt,
        person_id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        note -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    blobs (hash) {
        hash -> Text,
        bytes -> Binary,
        size -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    images (key) {
        key -> Text,
        owner_id -> BigInt,
        blob -> Text,
        kind -> Text,
        label -> Text,
        width -> Integer,
        height -> Integer,
        size -> BigInt,
        at -> BigInt,
        unused_until -> Nullable<BigInt>,
    }
}
diesel::table! {
    image_places (id) {
        id -> BigInt,
        image_key -> Text,
        topic_id -> Nullable<BigInt>,
        comment_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    drafts (person_id, context) {
        person_id -> BigInt,
        context -> Text,
        data -> Text,
        version -> BigInt,
        updated_at -> BigInt,
    }
}
diesel::table! {
    stashes (secret_hash) {
        secret_hash -> Text,
        context -> Text,
        data -> Text,
        expires_at -> BigInt,
    }
}
diesel::table! {
    board_templates (board_id) {
        board_id -> BigInt,
        body -> Text,
    }
}
diesel::table! {
    board_fields (id) {
        id -> BigInt,
        board_id -> BigInt,
        key -> Text,
        label -> Text,
        kind -> Text,
        required -> Bool,
        choices -> Text,
        hint -> Text,
        position -> Integer,
        asked -> Bool,
    }
}
diesel::table! {
    topic_fields (topic_id, field_id) {
        topic_id -> BigInt,
        field_id -> BigInt,
        value -> Text,
    }
}
diesel::table! {
    revision_facts (id) {
        id -> BigInt,
        topic_id -> BigInt,
        changes -> Text,
        by_id -> BigInt,
        at -> BigInt,
    }
}
diesel::table! {
    search_docs (id) {
        id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        topic_id -> Nullable<BigInt>,
        at -> BigInt,
        comment_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    saved_searches (id) {
        id -> BigInt,
        person_id -> BigInt,
        name -> Text,
        query -> Text,
        what -> Text,
        created_at -> BigInt,
        feed_key -> Nullable<Text>,
    }
}
diesel::table! {
    backups (id) {
        id -> BigInt,
        what -> Text,
        outcome -> Text,
        file -> Text,
        bytes -> BigInt,
        told -> Text,
        began_at -> BigInt,
        ended_at -> BigInt,
    }
}
diesel::table! {
    failed_searches (folded) {
        folded -> Text,
        words -> Text,
        times -> BigInt,
        first_at -> BigInt,
        last_at -> BigInt,
    }
}
diesel::table! {
    preferences (person_id) {
        person_id -> BigInt,
        theme -> Text,
        density -> Text,
        lang -> Nullable<Text>,
        zone -> Text,
        landing -> Text,
        sort -> Nullable<Text>,
        shortcuts -> Bool,
        changed_at -> BigInt,
    }
}
diesel::table! {
    reserved_handles (skeleton_hash) {
        skeleton_hash -> Text,
        at -> BigInt,
    }
}
diesel::table! {
    import_files (import_id) {
        import_id -> BigInt,
        data -> Binary,
    }
}
diesel::table! {
    imported (source) {
        source -> Text,
        kind -> Text,
        object_id -> BigInt,
        import_id -> BigInt,
    }
}
diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        dedupe_key -> Nullable<Text>,
        payload -> Text,
        priority -> Integer,
        state -> Text,
        run_at -> BigInt,
        deadline_at -> Nullable<BigInt>,
        timeout_s -> BigInt,
        attempts -> Integer,
        max_attempts -> Integer,
        crashes -> Integer,
        suspect -> Bool,
        lease_owner -> Nullable<BigInt>,
        lease_epoch -> BigInt,
        lease_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        last_signal -> Nullable<Text>,
        origin -> Nullable<Text>,
        created_at -> BigInt,
        started_at -> Nullable<BigInt>,
        finished_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    job_workers (id) {
        id -> BigInt,
        boot -> Text,
        host -> Text,
        pid -> BigInt,
        lane -> Text,
        started_at -> BigInt,
        seen_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        exit_status -> Nullable<Integer>,
        exit_signal -> Nullable<Integer>,
        blamed -> Integer,
    }
}
diesel::table! {
    job_kinds (name) {
        name -> Text,
        recent -> Text,
        trips -> Integer,
        open_until -> Nullable<BigInt>,
        since_at -> BigInt,
        crashed_at -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
        next_at -> Nullable<BigInt>,
    }
}
diesel::table! {
    job_events (id) {
        id -> BigInt,
        job_id -> Nullable<BigInt>,
        kind -> Text,
        at -> BigInt,
        what -> Text,
        told -> Text,
        by_id -> Nullable<BigInt>,
    }
}
diesel::table! {
    letters (id) {
        id -> BigInt,
        person_id -> Nullable<BigInt>,
        kind -> Text,
        address -> Text,
        subject -> Text,
        plain -> Text,
        html -> Text,
        head -> Text,
        secret -> Bool,
        state -> Text,
        attempts -> Integer,
        told -> Text,
        created_at -> BigInt,
        due_at -> BigInt,
        until_at -> BigInt,
    }
}
diesel::table! {
    refused_addresses (address) {
        address -> Text,
        why -> Text,
        since_at -> BigInt,
    }
}
diesel::table! {
    hooks (id) {
        id -> BigInt,
        owner_id -> BigInt,
        site -> Bool,
        url -> Text,
        secret -> Text,
        old_secret -> Nullable<Text>,
        old_until_at -> BigInt,
        events -> Text,
        supporters -> BigInt,
        state -> Text,
        failing_since_at -> Nullable<BigInt>,
        told -> Text,
        tx_id -> BigInt,
        event_id -> BigInt,
        created_at -> BigInt,
    }
}
diesel::table! {
    hook_deliveries (id) {
        id -> BigInt,
        hook_id -> BigInt,
        event_id -> Nullable<BigInt>,
        topic_id -> Nullable<BigInt>,
        lane -> Text,
        verb -> Text,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        due_at -> BigInt,
        created_at -> BigInt,
    }
}
diesel::table! {
    hook_attempts (id) {
        id -> BigInt,
        delivery_id -> BigInt,
        at -> BigInt,
        took_ms -> BigInt,
        status -> Nullable<Integer>,
        answer -> Text,
        failure -> Text,
    }
}
diesel::table! {
    hook_reached (hook_id, topic_id) {
        hook_id -> BigInt,
        topic_id -> BigInt,
    }
}
diesel::joinable!(release_topics -> releases (release_id));
diesel::joinable!(release_topics -> topics (topic_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(tokens -> people (person_id));
diesel::joinable!(topics -> boards (board_id));
diesel::joinable!(topics -> people (author_id));
diesel::joinable!(comments -> people (author_id));
diesel::joinable!(comments -> topics (topic_id));
diesel::joinable!(proposals -> topics (id));
diesel::joinable!(votes -> topics (topic_id));
diesel::joinable!(votes -> people (person_id));
diesel::joinable!(topic_tags -> tags (tag_id));
diesel::joinable!(topic_tags -> topics (topic_id));
diesel::joinable!(handles -> people (person_id));
diesel::joinable!(pins -> topics (topic_id));
diesel::joinable!(answers -> topics (topic_id));
diesel::joinable!(topic_fields -> board_fields (field_id));
diesel::joinable!(preferences -> people (person_id));
diesel::allow_tables_to_appear_in_same_query!(
    people,
    letters,
    refused_addresses,
    hooks,
    hook_deliveries,
    hook_attempts,
    hook_reached,
    handles,
    sessions,
    tokens,
    invitations,
    settings,
    events,
    cursors,
    idempotency,
    boards,
    board_counts,
    tags,
    tag_counts,
    statuses,
    status_steps,
    imports,
    topics,
    topic_tags,
    comments,
    commenters,
    revisions,
    links,
    proposals,
    status_changes,
    reasons,
    votes,
    extra_apps,
    extras,
    extra_keys,
    releases,
    release_topics,
    release_people,
    site_files,
    merges,
    closures,
    pins,
    answers,
    behalves,
    readings,
    glimpses,
    catchups,
    follows,
    ignores,
    bookmarks,
    blobs,
    images,
    image_places,
    drafts,
    stashes,
    board_templates,
    board_fields,
    topic_fields,
    revision_facts,
    preferences,
    reserved_handles,
    import_files,
    imported,
    jobs,
    job_workers,
    job_kinds,
    job_events,
    touches
);
