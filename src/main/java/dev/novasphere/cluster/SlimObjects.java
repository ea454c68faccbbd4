package dev.novasphere.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes out of each object, while it is read, what nobody here reads, so that no cache holds it. Of metadata that is who
 * else owns which field and what kubectl remembers, often more than half of an object; of a node it is all but what it
 * offers to pods, to which pods, and by which addresses it is reached. An item store per cache would do the same later, and JOSDK gives one and the same to the caches of all
 * watched namespaces, each of which would empty it of the objects of the others.
 *
 * <p>An object that was read must therefore never be sent back whole: what is missing in it would be taken for deleted.
 */
public final class SlimObjects extends SimpleModule {
    private static final long serialVersionUID = 1L;
    /** The whole object once more, written by {@code kubectl apply}. */
    private static final String KUBECTLS_MEMORY = "kubectl.kubernetes.io/last-applied-configuration";

    private final transient SharedManagedFields fields = new SharedManagedFields();
    private final transient Map<Class<?>, Consumer<Object>> trims = Map.of(
            ObjectMeta.class, metadata -> trim((ObjectMeta) metadata),
            Node.class, node -> trim((Node) node));

    @Override
    public void setupModule(SetupContext context) {
        context.addBeanDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> whole) {
                var trim = trims.get(type.getBeanClass());
                return trim == null ? whole : new Trimming(whole, trim);
            }
        });
    }

    private void trim(ObjectMeta metadata) {
        metadata.setManagedFields(fields.needed(metadata.getManagedFields()));
        if (metadata.getAnnotations() != null) {
            metadata.getAnnotations().remove(KUBECTLS_MEMORY);
        }
    }

    /** A node lists every image that it has pulled. */
    private static void trim(Node node) {
        if (node.getSpec() != null) {
            var open = new NodeSpec();
            open.setTaints(node.getSpec().getTaints());
            open.setUnschedulable(node.getSpec().getUnschedulable());
            node.setSpec(open);
        }
        if (node.getStatus() != null) {
            var offered = new NodeStatus();
            offered.setAllocatable(node.getStatus().getAllocatable());
            offered.setAddresses(node.getStatus().getAddresses());
            node.setStatus(offered);
        }
    }

    private static final class Trimming extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        private final transient Consumer<Object> trim;

        Trimming(JsonDeserializer<?> whole, Consumer<Object> trim) {
            super(whole);
            this.trim = trim;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
            return new Trimming(whole, trim);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var object = super.deserialize(parser, context);
            trim.accept(object);
            return object;
        }
    }
}
