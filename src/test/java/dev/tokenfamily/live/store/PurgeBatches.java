package dev.tokenfamily.live.store;

import dev.tokenfamily.harness.server.Postgres;

/** What PostgreSQL notes about each batch of rows that anybody deletes from {@code TOKEN_FAMILY}. */
record PurgeBatches(Postgres database) {

    /** From now on. */
    static PurgeBatches notedBy(Postgres database) {
        database.execute("create table purge_batch (node text, started timestamptz, ended timestamptz, size int)");
        database.execute("create function note_batch() returns trigger language plpgsql as $$ begin"
                + " insert into purge_batch select current_setting('application_name'), now(), clock_timestamp(),"
                + " count(*) from gone; return null; end $$");
        database.execute("create trigger note_batch after delete on token_family"
                + " referencing old table as gone for each statement execute function note_batch()");
        return new PurgeBatches(database);
    }

    long number() {
        return number("select count(*) from purge_batch");
    }

    long rows() {
        return number("select coalesce(sum(size), 0) from purge_batch");
    }

    long largest() {
        return number("select max(size) from purge_batch");
    }

    /** Those whose transaction began before another node's had ended. */
    long concurrent() {
        return number("select count(*) from purge_batch one join purge_batch other on one.node <> other.node"
                + " and one.started >= other.started and one.started < other.ended");
    }

    @Override
    public String toString() {
        String nodes = "select string_agg(one, ', ') from (select node || ' did ' || count(*) || ' batches' as one"
                + " from purge_batch group by node order by node) x";
        return "%d rows in %s s (%s, %d at once)"
                .formatted(
                        rows(),
                        database.query("select extract(epoch from max(ended) - min(started))::int from purge_batch")
                                .get(0),
                        database.query(nodes).get(0),
                        concurrent());
    }

    private long number(String sql) {
        return Long.parseLong(database.query(sql).get(0));
    }
}
