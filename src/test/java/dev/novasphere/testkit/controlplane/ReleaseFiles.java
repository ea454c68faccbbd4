package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The programs that Kubernetes and etcd publish for Linux, each checked against the sum published beside it.
 *
 * @param kubernetes the folder of a release's programs, with a {@code .sha512} beside each
 * @param etcd the folder of an etcd release, with its {@code SHA256SUMS}
 */
record ReleaseFiles(Platform platform, URI kubernetes, URI etcd, Download download) implements ProgramMaker {

    static ReleaseFiles of(Platform platform) {
        return new ReleaseFiles(
                platform,
                URI.create("https://dl.k8s.io/" + Program.KUBERNETES_VERSION + "/bin/linux/" + platform.architecture()
                        + "/"),
                URI.create("https://github.com/etcd-io/etcd/releases/download/" + Program.ETCD_VERSION + "/"),
                Download.ofThisMachine());
    }

    @Override
    public String name() {
        return "the official release files";
    }

    @Override
    public void makeInto(Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        if (!platform.isLinux()) {
            throw new Unavailable("They are published for Linux only, and this is " + platform + ".");
        }
        for (Program program : List.of(Program.API_SERVER, Program.CONTROLLER_MANAGER, Program.KUBECTL)) {
            URI file = kubernetes.resolve(program.fileName());
            String sum = download.text(URI.create(file + ".sha512")).strip();
            Path target = folder.resolve(program.fileName());
            download.file(file, target, say);
            check(target, "SHA-512", sum);
            executable(target);
        }
        etcdInto(folder, say);
    }

    private void etcdInto(Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        String name = "etcd-" + Program.ETCD_VERSION + "-linux-" + platform.architecture();
        String sum = download.text(etcd.resolve("SHA256SUMS"))
                .lines()
                .filter(line -> line.endsWith(name + ".tar.gz"))
                .map(line -> line.split("\\s+", 2)[0])
                .findFirst()
                .orElseThrow(() -> new Unavailable("The SHA256SUMS of etcd do not name " + name + ".tar.gz."));
        Path archive = folder.resolve(name + ".tar.gz");
        download.file(etcd.resolve(archive.getFileName().toString()), archive, say);
        check(archive, "SHA-256", sum);
        Commands.run(
                folder,
                List.of("tar", "-xzf", archive.toString(), "--strip-components=1", name + "/etcd"),
                "unpacking " + archive.getFileName());
        Files.delete(archive);
        executable(folder.resolve(Program.ETCD.fileName()));
    }

    private static void check(Path file, String algorithm, String published) throws Unavailable {
        if (!Checksums.of(file, algorithm).equalsIgnoreCase(published)) {
            throw new Unavailable("The downloaded " + file.getFileName() + " does not have the published " + algorithm
                    + " sum " + published + ", so it is not used.");
        }
    }

    private static void executable(Path file) {
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException("Cannot make " + file + " executable.");
        }
    }
}
