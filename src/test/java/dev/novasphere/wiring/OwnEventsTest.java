package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No informer filters the events of our own writes: JOSDK 5.3 would lose foreign changes with them (ADR 0004). */
@QuarkusTest
@WithKubernetesTestServer
class OwnEventsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.novasphere");

    private final Operator operator;

    OwnEventsTest(Operator operator) {
        this.operator = operator;
    }

    @Test
    void noAnnotationFiltersThem() {
        var controllers = OURS.stream()
                .filter(type -> type.isAnnotatedWith(ControllerConfiguration.class))
                .map(type -> type.getAnnotationOfType(ControllerConfiguration.class))
                .toList();
        assertThat(controllers)
                .hasSize(3)
                .allMatch(controller -> !controller.informer().comparableResourceVersions());
    }

    @Test
    void whoeverConfiguresAnInformerSaysSo() {
        var configuring = OURS.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> isCall(call, "from"))
                .map(JavaMethodCall::getOrigin)
                .toList();
        assertThat(configuring)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getMethodCallsFromSelf())
                        .as(method.getFullName())
                        .anyMatch(call -> call.getName().equals("withComparableResourceVersion")));
    }

    @Test
    void noRunningInformerFiltersThem() {
        var filters = new TreeMap<String, Boolean>();
        for (Object registered : operator.getRegisteredControllers()) {
            if (registered instanceof Controller<?> controller) {
                controller
                        .getEventSourceManager()
                        .allEventSourcesStream()
                        .filter(ManagedInformerEventSource.class::isInstance)
                        .forEach(source -> filters.put(
                                controller.getConfiguration().getName() + "/" + source.name(), filters(source)));
            }
        }
        assertThat(filters)
                .containsKeys("wukong/PersistentVolumeClaim", "virtualmachineprofile/PersistentVolumeClaim")
                .hasSizeGreaterThanOrEqualTo(4)
                .doesNotContainValue(true);
    }

    private static boolean filters(EventSource<?, ?> source) {
        return ((ManagedInformerEventSource<?, ?, ?>) source)
                .configuration()
                .getInformerConfig()
                .isComparableResourceVersions();
    }

    private static boolean isCall(JavaMethodCall call, String name) {
        return call.getName().equals(name)
                && call.getTargetOwner().isEquivalentTo(InformerEventSourceConfiguration.class);
    }
}
