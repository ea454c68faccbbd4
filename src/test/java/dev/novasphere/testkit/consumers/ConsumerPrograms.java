package dev.novasphere.testkit.consumers;

import dev.novasphere.testkit.consumers.Recipes.About;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The programs that read what the operator writes. Each is made once for a machine and user and looked up once in a run.
 * What cannot be had is said in one line, and the tests that ask for it are skipped with the same words.
 */
public final class ConsumerPrograms {
    private static final Path HELM_RECIPE = Path.of("scripts", "get-helm.sh").toAbsolutePath();

    private static final String SUITE = "trixie";
    private static final List<String> PACKAGES =
            List.of("cloud-init", "netplan.io", "python3-netplan", "iproute2", "nftables", "dash", "coreutils");

    private static final String NMSTATE = "2.2.62";
    /** The oldest release of Debian with a Rust that is new enough, where the machine has none of its own. */
    private static final String SUITE_WITH_RUST = "forky";

    private ConsumerPrograms() {}

    /** A Debian tree with cloud-init, netplan, ip and nft, to be entered by chroot. */
    public static Path debianTree() {
        return DebianTree.PROGRAM.orSkip();
    }

    /** A folder with the CNI plugins {@code bridge} and {@code macvlan}, linked statically. */
    public static Path cniPlugins() {
        return CniPlugins.PROGRAM.orSkip();
    }

    /** A folder with {@code helm}, of the version that the project is tested with. */
    public static Path helm() {
        return Helm.PROGRAM.orSkip();
    }

    /** A folder with {@code kubeconform}. */
    public static Path kubeconform() {
        return Kubeconform.PROGRAM.orSkip();
    }

    /** A folder with {@code thin_entrypoint}, the installer in the image of Multus, linked statically. */
    public static Path multus() {
        return Multus.PROGRAM.orSkip();
    }

    /** A folder with {@code glua}, the Lua that Argo CD is built with. */
    public static Path lua() {
        return Lua.PROGRAM.orSkip();
    }

    /** A folder with {@code actionlint}. */
    public static Path actionlint() {
        return Actionlint.PROGRAM.orSkip();
    }

    /** A folder with a program {@code kstatus} that prints what the library kstatus makes of each file named. */
    public static Path kstatus() {
        return Kstatus.PROGRAM.orSkip();
    }

    /** Prometheus' {@code promtool}, as a script in a folder of its own. */
    public static Path promtool() {
        return Promtool.PROGRAM.orSkip().resolve("promtool");
    }

    /** A folder with {@code nmstatectl}, which knows {@code gc} and nothing that changes a machine. */
    public static Path nmstatectl() {
        return Nmstatectl.PROGRAM.orSkip();
    }

    /** A folder with {@code multus}, linked statically, and {@code nadcheck}, which is its parser alone. */
    public static Path nadcheck() {
        return Nadcheck.PROGRAM.orSkip();
    }

    /** A folder with {@code plugin}, the CNI plugin of Open vSwitch, linked statically. */
    static Path ovsCni() {
        return OvsCni.PROGRAM.orSkip();
    }

    /** A Debian tree with Open vSwitch, ip and ping. */
    static Path openVswitchTree() {
        return OpenVswitchTree.PROGRAM.orSkip();
    }

    /** A Debian tree with QEMU, and what its guest is made of: a kernel with VLAN filtering, a shell, ip, nft and ping. */
    static Path guestTree() {
        return GuestTree.PROGRAM.orSkip();
    }

    private static void unpackPromtool(Path folder) throws IOException, InterruptedException {
        Recipes.require(Machine.lacks("apt-get", "dpkg-deb"));
        Recipes.say("fetching promtool of Debian " + SUITE + " (25 MB), usually 10 s");
        Recipes.script("debian/promtool.sh", List.of(folder.toString(), SUITE));
    }

    private static void buildNmstatectl(Path folder) throws IOException, InterruptedException {
        Recipes.say("building nmstatectl " + NMSTATE + " from its crate, once for this machine: about 3 minutes");
        Recipes.script("nmstate/build.sh", List.of(folder.toString(), NMSTATE, SUITE_WITH_RUST));
    }

    /** The folder of this name is shared with {@code scripts/find-helm.sh}. */
    private static String helmVersion() {
        var module = Recipes.FOLDER.resolve("helm/go.mod");
        try {
            var required = Pattern.compile("helm\\.sh/helm/v4 (v\\S+)").matcher(Files.readString(module));
            if (!required.find()) {
                throw new IllegalStateException("The module " + module + " requires no Helm.");
            }
            return required.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException("The module " + module + " cannot be read.", e);
        }
    }

    /** The recipe is a script, because `make manifests` makes Helm where there is no JVM. */
    private static void getHelm(Path folder) throws IOException, InterruptedException {
        Recipes.say("fetching or building Helm, once for this machine");
        Recipes.finish(
                new Command(List.of(HELM_RECIPE.toString(), folder.toString()), Map.of(), Duration.ofMinutes(10)));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class DebianTree {
        static final Program PROGRAM = Recipes.debianTree(
                "debian",
                SUITE,
                PACKAGES,
                new About(
                        "cloud-init and netplan (65 MB)",
                        "cloud-init, netplan and the CNI plugins are",
                        Machine::lacksSandbox));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Helm {
        static final Program PROGRAM = Recipes.prepare(
                new About("Helm", "The tests with Helm are", Optional::empty),
                "helm-" + helmVersion(),
                ConsumerPrograms::getHelm);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Kubeconform {
        static final Program PROGRAM = Recipes.goTools(
                "kubeconform", new About("kubeconform", "The tests with kubeconform are", Optional::empty));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Multus {
        static final Program PROGRAM = Recipes.goTools(
                "multus", new About("the installer of Multus", "The installer of Multus is", Machine::lacksSandbox));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Lua {
        static final Program PROGRAM =
                Recipes.goTools("lua", new About("Lua", "The tests with Lua are", Optional::empty));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Actionlint {
        static final Program PROGRAM = Recipes.goTools(
                "actionlint", new About("actionlint", "The tests with actionlint are", Optional::empty));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Kstatus {
        static final Program PROGRAM = Recipes.goTools("kstatus", new About("kstatus", "kstatus is", Optional::empty));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Promtool {
        static final Program PROGRAM = Recipes.prepare(
                new About("promtool", "promtool is", Machine::isNoLinux),
                "promtool-" + Recipes.digest(SUITE, "debian/promtool.sh", "debian/apt-root.sh"),
                ConsumerPrograms::unpackPromtool);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Nmstatectl {
        static final Program PROGRAM = Recipes.prepare(
                new About("nmstatectl", "nmstatectl is", Machine::isNoLinux),
                "nmstatectl-" + Recipes.digest(NMSTATE + System.getProperty("os.arch"), "nmstate/build.sh"),
                ConsumerPrograms::buildNmstatectl);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class CniPlugins {
        static final Program PROGRAM = Recipes.goTools(
                "cni", new About("the CNI plugins bridge and macvlan", "The CNI plugins are", Machine::lacksSandbox));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Nadcheck {
        static final Program PROGRAM =
                Recipes.goTools("nadcheck", new About("Multus and its parser", "Multus is", Machine::isNoLinux));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class OvsCni {
        static final Program PROGRAM = Recipes.goTools(
                "ovs-cni",
                new About(
                        "the CNI plugin of Open vSwitch", "The CNI plugin of Open vSwitch is", Machine::lacksSandbox));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class OpenVswitchTree {
        static final Program PROGRAM = Recipes.debianTree(
                "openvswitch",
                SUITE,
                List.of("openvswitch-switch", "ethtool", "iproute2", "iputils-ping", "dash", "coreutils"),
                new About("Open vSwitch", "Open vSwitch is", Machine::lacksSandbox));
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class GuestTree {
        static final Program PROGRAM = Recipes.debianTree(
                "guest",
                SUITE,
                List.of(
                        "qemu-system-x86",
                        "linux-image-cloud-amd64",
                        "busybox-static",
                        "kmod",
                        "cpio",
                        "iproute2",
                        "nftables",
                        "iputils-ping",
                        "dash",
                        "coreutils"),
                new About(
                        "QEMU and a kernel with VLAN filtering",
                        "A guest whose kernel has VLAN filtering is",
                        Machine::lacksGuest));
    }
}
