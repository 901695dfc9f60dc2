//! SQL for boards and statuses: few, read whole.

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{board_counts, boards, status_steps, statuses};
use crate::db::{Conn, Tx, on_each, once};
use crate::id::{BoardId, StatusId};
use crate::topics::model::{Board, Kind, Status};

pub fn boards(conn: &mut Conn) -> QueryResult<Vec<Board>> {
    once(conn, |conn| {
        boards::table
            .order((boards::position, boards::id))
            .select(Board::as_select())
            .load(conn)
    })
}

pub fn insert_board(tx: &mut Tx<'_>, board: &Board, now: Time) -> QueryResult<BoardId> {
    diesel::insert_into(boards::table)
        .values((
            boards::slug.eq(&board.slug),
            boards::name.eq(&board.name),
            boards::description.eq(&board.description),
            boards::position.eq(board.position),
            boards::see.eq(board.see),
            boards::propose.eq(board.propose),
            boards::comment.eq(board.comment),
            boards::vote.eq(board.vote),
            boards::created_at.eq(now),
        ))
        .returning(boards::id)
        .get_result(&mut **tx)
}

pub fn update_board_row(tx: &mut Tx<'_>, board: &Board) -> QueryResult<usize> {
    diesel::update(boards::table.find(board.id))
        .set((
            boards::slug.eq(&board.slug),
            boards::name.eq(&board.name),
            boards::description.eq(&board.description),
            boards::position.eq(board.position),
            boards::see.eq(board.see),
            boards::propose.eq(board.propose),
            boards::comment.eq(board.comment),
            boards::vote.eq(board.vote),
        ))
        .execute(&mut **tx)
}

pub fn board_counts(conn: &mut Conn, kind: Kind) -> QueryResult<Vec<(BoardId, i64)>> {
    board_counts::table
        .filter(board_counts::kind.eq(kind))
        .select((board_counts::board_id, board_counts::topics))
        .load(conn)
}

pub fn bump_board(tx: &mut Tx<'_>, board: BoardId, kind: Kind, by: i64) -> QueryResult<()> {
    let row = (
        board_counts::board_id.eq(board),
        board_counts::kind.eq(kind),
        board_counts::topics.eq(by),
    );
    on_each!(tx, |c| diesel::insert_into(board_counts::table)
        .values(row)
        .on_conflict((board_counts::board_id, board_counts::kind))
        .do_update()
        .set(board_counts::topics.eq(board_counts::topics + by))
        .execute(c))
    .map(drop)
}

pub fn statuses(conn: &mut Conn) -> QueryResult<Vec<Status>> {
    once(conn, |conn| {
        statuses::table
            .order((statuses::position, statuses::id))
            .select(Status::as_select())
            .load(conn)
    })
}

pub fn steps(conn: &mut Conn, from: StatusId) -> QueryResult<Vec<StatusId>> {
    status_steps::table
        .filter(status_steps::from_id.eq(from))
        .select(status_steps::to_id)
        .load(conn)
}
