package dev.novasphere.testkit.controlplane;

import dev.novasphere.testkit.controlplane.CommandLines.Ports;
import dev.novasphere.testkit.controlplane.Kubeconfig.Credentials;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A running etcd, kube-apiserver (RBAC, audit log) and kube-controller-manager (garbage collection, namespaces, service
 * accounts, aggregated roles), on 127.0.0.1 unless the options say otherwise, with certificates of its own. It ends with
 * {@link #close} and with this process, however that ends.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final Programs programs;
    private final WorkFolder folder;
    private final Supervisor supervisor;
    private final URI server;
    private final Kubeconfig admin;
    private final Path adminKubeconfig;

    private ControlPlane(Programs programs, WorkFolder folder, Supervisor supervisor, URI server) throws IOException {
        this.programs = programs;
        this.folder = folder;
        this.supervisor = supervisor;
        this.server = server;
        this.admin = kubeconfigOf("admin", List.of("system:masters"));
        this.adminKubeconfig = folder.write("admin.kubeconfig", admin.text());
    }

    /** Starts a control plane with the default options, getting its programs first if that is needed. */
    public static ControlPlane start() throws IOException, InterruptedException {
        return start(ControlPlaneOptions.defaults());
    }

    /**
     * Starts a control plane and returns when it answers.
     *
     * @throws IllegalStateException if there are no programs, if one of them ends (with its last words), or if the API
     *     server does not become ready (with what it last said)
     */
    public static ControlPlane start(ControlPlaneOptions options) throws IOException, InterruptedException {
        Programs programs = Programs.find();
        Place place = options.place();
        WorkFolder folder = WorkFolder.create(place);
        Supervisor supervisor = Supervisor.of(place, folder.path(), options.keepData());
        try {
            Ports ports = ports(options.port());
            URI server = URI.create("https://" + place.address() + ":" + ports.apiServer());
            ControlPlane plane = new ControlPlane(programs, folder, supervisor, server);
            plane.startPrograms(new CommandLines(programs, folder.path(), ports, place), options);
            return plane;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            supervisor.close();
            throw e;
        }
    }

    private void startPrograms(CommandLines commands, ControlPlaneOptions options)
            throws IOException, InterruptedException {
        run(Program.ETCD.fileName(), commands.etcd(options.fsync()));
        run(Program.API_SERVER.fileName(), commands.apiServer(options.apiServerArguments()));
        Kubeconfig controllers = kubeconfigOf("system:kube-controller-manager", List.of());
        folder.write("controller-manager.kubeconfig", controllers.text());
        Readiness.await(server, folder.authority(), supervisor);
        try (KubernetesClient client = adminClient()) {
            options.beforeControllers().accept(client);
        }
        run(Program.CONTROLLER_MANAGER.fileName(), commands.controllerManager());
        requireAllRunning();
    }

    /**
     * Runs another program where those of the control plane run; it ends with them.
     *
     * @param program names its log in {@link #workDir}
     */
    public void run(String program, List<String> command) throws IOException {
        supervisor.start(program, command);
    }

    /** Fails with the last words of a program that has ended by itself. */
    public void requireAllRunning() throws IOException {
        supervisor.requireAllRunning();
    }

    /** The client configuration of an administrator, in group {@code system:masters}. */
    public Config adminConfig() {
        return admin.config();
    }

    /** A new client with {@link #adminConfig}; the caller closes it. */
    public KubernetesClient adminClient() {
        return new KubernetesClientBuilder().withConfig(adminConfig()).build();
    }

    /** The same rights as {@link #adminConfig}, as a file for kubectl. */
    public Path adminKubeconfig() {
        return adminKubeconfig;
    }

    /** One JSON object a line (audit.k8s.io/v1 Event, level Metadata) for each answered request on a resource. */
    public Path auditLog() {
        return folder.path().resolve("audit.log");
    }

    /** The folder with logs, certificates and data; removed at the end unless the options say otherwise. */
    public Path workDir() {
        return folder.path();
    }

    public URI server() {
        return server;
    }

    /** kubectl of the same version, if the source of the programs has it. */
    public Optional<Path> kubectl() {
        return programs.kubectl();
    }

    /** A configuration with a fresh token of an existing ServiceAccount, good for 24 hours. */
    public Config configFor(String namespace, String serviceAccount) {
        return kubeconfigWithToken(namespace, serviceAccount).config();
    }

    /** The same as {@link #configFor}, as a file for other programs. */
    public Path kubeconfigFor(String namespace, String serviceAccount) {
        return write(namespace + "." + serviceAccount, kubeconfigWithToken(namespace, serviceAccount));
    }

    /** A configuration with a client certificate of this user in these groups; the user has what RBAC grants it. */
    public Config configForUser(String user, String... groups) {
        return kubeconfigOf(user, List.of(groups)).config();
    }

    /** The same as {@link #configForUser}, as a file for other programs. */
    public Path kubeconfigForUser(String user, String... groups) {
        return write("user." + user.replaceAll("[^A-Za-z0-9.-]", "_"), kubeconfigOf(user, List.of(groups)));
    }

    private Kubeconfig kubeconfigOf(String user, List<String> groups) {
        Credentials credentials = new Credentials.Certificate(folder.authority().user(user, groups));
        return new Kubeconfig(server, folder.authority().certificate(), credentials);
    }

    private Kubeconfig kubeconfigWithToken(String namespace, String serviceAccount) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_LIFE.toSeconds())
                .endSpec()
                .build();
        try (KubernetesClient client = adminClient()) {
            String token = client.serviceAccounts()
                    .inNamespace(namespace)
                    .withName(serviceAccount)
                    .tokenRequest(request)
                    .getStatus()
                    .getToken();
            return new Kubeconfig(server, folder.authority().certificate(), new Credentials.Token(token));
        }
    }

    private Path write(String name, Kubeconfig kubeconfig) {
        try {
            return folder.write(name + ".kubeconfig", kubeconfig.text());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the kubeconfig " + name + " into " + workDir() + ".", e);
        }
    }

    private static Ports ports(int fixed) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback);
                ServerSocket third = new ServerSocket(0, 1, loopback)) {
            return new Ports(fixed == 0 ? first.getLocalPort() : fixed, second.getLocalPort(), third.getLocalPort());
        }
    }

    /** Kills the API server, starts it again, and returns when it is ready. Its data are in etcd, which runs on. */
    public void restartApiServer() throws IOException, InterruptedException {
        supervisor.restart(Program.API_SERVER);
        Readiness.await(server, folder.authority(), supervisor);
    }

    /** Ends the programs and waits until they are gone. */
    @Override
    public void close() throws IOException {
        supervisor.close();
    }
}
