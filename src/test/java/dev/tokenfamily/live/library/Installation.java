package dev.tokenfamily.live.library;

/** The application of one user, who is logged in: its processes (or tabs) share what it stores. */
interface Installation extends AutoCloseable {

    /** Starts one more process, or opens one more tab, which finds what the others have stored. */
    Worker start();

    /** Ends the application and all its workers. */
    @Override
    void close();
}
