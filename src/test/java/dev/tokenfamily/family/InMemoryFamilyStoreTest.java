package dev.tokenfamily.family;

/** The fake that the core is tested with keeps the promises of the real store. */
final class InMemoryFamilyStoreTest extends FamilyStoreContract {

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(1_800_000_000);

    @Override
    protected WholeStore store() {
        return store;
    }

    @Override
    protected Owner owner() {
        return new Owner("realm", "client", "user", "session", false);
    }

    @Override
    protected Owner ownerWhoseSessionEnded() {
        store.endSession();
        return owner();
    }

    @Override
    protected int families() {
        return 10;
    }
}
