package dev.novasphere.desired;

import static dev.novasphere.desired.Owners.owner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NamesTest {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String LONGEST_OWNER = "w".repeat(60);
    private static final String LONGEST_LEAF = "d".repeat(63);

    @Test
    void theVirtualMachineOfTheLongestNameIsADnsLabel() {
        assertThat(Names.virtualMachine(owner(new Wukong(), "n", LONGEST_OWNER)))
                .matches(LABEL)
                .hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void theOtherChildrenOfTheLongestNamesAreDnsNames() {
        assertThat(children(owner(new Wukong(), "n".repeat(63), LONGEST_OWNER), LONGEST_LEAF))
                .allSatisfy(name -> assertThat(name).matches(LABEL).hasSizeLessThanOrEqualTo(253));
    }

    @Test
    void aDashBelongsToTheOwnerOrToTheDiskButNeverToBoth() {
        var ofA = Names.claim(owner(new Wukong(), "n", "a"), "b-c");
        var ofAB = Names.claim(owner(new Wukong(), "n", "a-b"), "c");
        assertThat(ofA).startsWith("a-b-c-").isNotEqualTo(ofAB);
    }

    @Test
    void noTwoChildrenOfOneNamespaceShareAName() {
        var seen = new HashMap<String, String>();
        for (var kind : List.of("Wukong", "VirtualMachineProfile")) {
            for (var namespace : List.of("one", "two")) {
                for (var split : splits()) {
                    var owner = owner(
                            kind.equals("Wukong") ? new Wukong() : new VirtualMachineProfile(),
                            namespace,
                            split.owner());
                    children(owner, split.leaf()).forEach(name -> {
                        var whose = kind + " " + namespace + "/" + split;
                        assertThat(seen.put(name, whose))
                                .as("%s of %s", name, whose)
                                .isNull();
                    });
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(5_000);
    }

    @Test
    void anotherWukongOfTheSameNameHasTheSameDisksButAnotherSecret() {
        var first = owner(new Wukong(), "n", "web");
        var second = owner(new Wukong(), "n", "web");
        second.getMetadata().setUid("another");
        assertThat(Names.claim(first, "root")).isEqualTo(Names.claim(second, "root"));
        assertThat(Names.cloudInit(first, "text")).isNotEqualTo(Names.cloudInit(second, "text"));
    }

    private static List<String> children(MachineResource owner, String leaf) {
        return List.of(
                Names.claim(owner, leaf),
                Names.attachment(owner, leaf, "{}"),
                Names.attachment(owner, leaf, "{\"vlan\":1}"),
                Names.cloudInit(owner, leaf));
    }

    /** One text cut at each of its dashes: {@code a} and {@code b-c}, {@code a-b} and {@code c}. */
    private record Split(String owner, String leaf) {}

    private static List<Split> splits() {
        var splits = new ArrayList<Split>();
        for (int number = 0; number < 60; number++) {
            var words = Stream.of("web", "a", "b" + number, "disk", "c", "cloudinit", "x" + number % 7)
                    .toList();
            for (int cut = 1; cut < words.size(); cut++) {
                splits.add(new Split(
                        String.join("-", words.subList(0, cut)) + "-" + number,
                        String.join("-", words.subList(cut, words.size()))));
            }
        }
        return splits;
    }
}
