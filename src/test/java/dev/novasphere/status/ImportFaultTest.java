package dev.novasphere.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Disk;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The importer's last words, as CDI 1.65 relays them, and the cure that people are told. */
class ImportFaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size: 1Gi                  | tls: failed to verify certificate: x509: certificate signed by unknown authority | into a ConfigMap and name it in caConfigMap",
                "caConfigMap: corp-ca   | tls: failed to verify certificate: x509: certificate signed by unknown authority | ConfigMap \"corp-ca\" (caConfigMap) does not hold",
                "size: 1Gi                  | Failed to read registry image: unauthorized: authentication required | into a Secret and name it in pullSecret",
                "pullSecret: login      | expected status code 200, got 403. Status: 403 Forbidden | Correct the credentials in Secret \"login\"",
                "size: 1Gi                  | reading manifest 99 in quay.io/x/y: manifest unknown | There is no such image",
                "size: 1Gi                  | expected status code 200, got 404. Status: 404 Not Found | There is no such image",
                "size: 1Gi                  | virtual image size 10737418240 is larger than the reported available storage 1073741824 | put a larger disk under another name",
                "size: 1Gi                  | dial tcp: lookup quay.io: no such host | See whether the image's host can be reached",
            })
    void theCureFollowsFromTheImportersWords(String fields, String words, String cure) {
        var disk = Serialization.unmarshal("name: root\n" + fields, Disk.class);
        assertThat(ImportFault.of(disk, words))
                .contains('"' + words + '"')
                .contains(cure)
                .endsWith("CDI tries again by itself.");
    }
}
