package dev.tokenfamily.load.batches;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A small pool of open connections, each of whose statements commits. */
final class Connections implements AutoCloseable {

    private final BlockingQueue<Connection> idle;
    private final int number;

    private Connections(BlockingQueue<Connection> idle, int number) {
        this.idle = idle;
        this.number = number;
    }

    static Connections open(int number, String url) throws SQLException {
        BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(number);
        for (int n = 0; n < number; n++) {
            Connection connection = DriverManager.getConnection(url);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            idle.add(connection);
        }
        return new Connections(idle, number);
    }

    /** What is done on one of them. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** On the next that is idle. */
    <R> R on(Work<R> work) throws SQLException, InterruptedException {
        Connection connection = idle.take();
        try {
            return work.on(connection);
        } finally {
            idle.add(connection);
        }
    }

    /** All of them, once they are idle. */
    @Override
    public void close() throws SQLException, InterruptedException {
        for (int n = 0; n < number; n++) {
            idle.take().close();
        }
    }
}
