package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.consumers.Helm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a value is refused before anything reaches the cluster, with the place of the value. */
class RejectedValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replicaCount=6                            | at '/replicaCount': maximum: got 6, want 5
            replicaCount=two                          | at '/replicaCount': got string, want integer
            replicas=2                                | additional properties 'replicas' not allowed
            image.repository=                         | at '/image/repository': minLength
            image.name=operator                       | at '/image': additional properties 'name' not allowed
            image.tag=a b                             | at '/image/tag': 'a b' does not match
            image.digest=latest                       | at '/image/digest': 'latest' does not match
            image.pullPolicy=Sometimes                | at '/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
            imagePullSecrets[0]=mine                  | at '/imagePullSecrets/0': got string, want object
            watchNamespaces=production                | at '/watchNamespaces': got string, want array
            watchNamespaces={Production}              | at '/watchNamespaces/0': 'Production' does not match
            watchNamespaces={a\\,a}                    | at '/watchNamespaces/0': 'a,a' does not match
            config.defaultBridge=a-bridge-of-too-many | at '/config/defaultBridge': maxLength
            config.allowedBridges={}                  | at '/config/allowedBridges/0': '' does not match
            config.sriovResourceName=sriov            | at '/config/sriovResourceName': 'sriov' does not match
            config.storageClassAliases.Fast=longhorn  | invalid propertyName 'Fast'
            config.bridge=br0                         | at '/config': additional properties 'bridge' not allowed
            log.level=LOUD                            | at '/log/level': value must be one of
            resources.limits.memory=512               | at '/resources/limits/memory': got number, want string
            resources.limits.memory=512MB             | at '/resources/limits/memory': '512MB' does not match
            proxy.https=proxy.example.com:3128        | at '/proxy/https'
            extraEnv[0].value=x                       | at '/extraEnv/0': missing property 'name'
            networkPolicy.apiServerPorts={70000}      | at '/networkPolicy/apiServerPorts/0': maximum
            networkPolicy.apiServerCidrs={10.0.0.1}   | at '/networkPolicy/apiServerCidrs/0': '10.0.0.1' does not match
            serviceMonitor.interval=often             | at '/serviceMonitor/interval': 'often' does not match
            storageClass.reclaimPolicy=Keep           | at '/storageClass/reclaimPolicy': value must be one of 'Delete', 'Retain'
            fullnameOverride=My_Operator              | at '/fullnameOverride': 'My_Operator' does not match
            """)
    void isRefusedAtItsPlace(String value, String words) throws Exception {
        var result =
                Helm.withoutCluster().run("template", "novasphere", Combination.NOVASPHERE.toString(), "--set", value);

        assertThat(result.exitCode()).as("exit code with %s", value).isNotZero();
        assertThat(result.errors()).contains(words);
    }
}
