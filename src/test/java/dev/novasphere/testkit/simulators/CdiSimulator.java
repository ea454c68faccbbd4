package dev.novasphere.testkit.simulators;

/**
 * Plays CDI 1.65: a DataVolume gets its claim, an importer fills it (through a prime claim where the class is a CSI
 * driver's), and the status goes through the phases that were observed. What only CDI's own webhooks refuse is not
 * played.
 */
public final class CdiSimulator implements AutoCloseable {

    private final ImportFaults faults = new ImportFaults();
    private final ImportController imports;
    private final StorageProfiles profiles;

    CdiSimulator(Cluster cluster, Pace pace) {
        this.imports = new ImportController(cluster, pace, faults);
        this.profiles = new StorageProfiles(cluster);
    }

    /** The importer fails with this termination message, now or when it starts, until {@link #recover}. */
    public void failImport(String namespace, String dataVolume, String message) {
        fail(new Key(namespace, dataVolume), "Error", message);
    }

    /** The importer's own image cannot be pulled, until {@link #recover}. */
    public void failImagePull(String namespace, String dataVolume, String image) {
        fail(new Key(namespace, dataVolume), "ImagePullFailed", "failed to pull image: " + image);
    }

    /**
     * The importer has ended and waits to be started again, and CDI has only ever seen it wait: condition Running is
     * False with the reason it had when it was True. Until {@link #recover}.
     */
    public void backOffImport(String namespace, String dataVolume) {
        fail(new Key(namespace, dataVolume), "Pod is running", "");
    }

    private void fail(Key dataVolume, String reason, String message) {
        faults.fail(dataVolume, reason, message);
        imports.wake(dataVolume);
    }

    /** No claim is made for the DataVolume, with this message of ErrClaimNotValid, until {@link #recover}. */
    public void refuseClaim(String namespace, String dataVolume, String message) {
        faults.refuseClaim(new Key(namespace, dataVolume), message);
        imports.wake(new Key(namespace, dataVolume));
    }

    /** The import stands still at this progress, such as {@code 42.5%}, until {@link #recover}. */
    public void holdImport(String namespace, String dataVolume, String progress) {
        faults.hold(new Key(namespace, dataVolume), progress);
        imports.wake(new Key(namespace, dataVolume));
    }

    /** Takes back what was asked for a DataVolume; the import goes on. */
    public void recover(String namespace, String dataVolume) {
        faults.recover(new Key(namespace, dataVolume));
        imports.wake(new Key(namespace, dataVolume));
    }

    @Override
    public void close() {
        imports.close();
        profiles.close();
    }
}
