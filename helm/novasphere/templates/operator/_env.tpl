{{/* The container's variables. Only what differs from the operator's own default is set, so that "describe" is short. */}}
{{- define "novasphere.env" -}}
# The java launcher adds these. An operator waits most of its time: the quick compiler alone starts sooner and halves the
# CPU of its first minutes; the serial collector, small objects, small stacks, one copy of each text, and a heap that the
# operator has trimmed to what lives whenever it has been busy, keep it small. Half of the memory limit is heap, so a
# larger limit is all that a larger cluster takes. Measured: docs/performance.md.
- name: JDK_JAVA_OPTIONS
  value: >-
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xss512k -Xms32m
    -XX:MaxRAMPercentage=50 -XX:MaxNewSize=16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20
    -XX:-ShrinkHeapInSteps -XX:+UseStringDeduplication
# One arena of the C library: each thread would bring another one, mostly empty.
- name: MALLOC_ARENA_MAX
  value: "1"
# In a pod the operator campaigns for this Lease by itself, in the pod's namespace.
- name: NOVASPHERE_LEADER_ELECTION_LEASE_NAME
  value: {{ include "novasphere.fullname" . }}
{{- with .Values.watchNamespaces }}
- name: NOVASPHERE_WATCH_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- if not .Values.virtualMachineProfiles.enabled }}
- name: NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED
  value: "false"
{{- end }}
{{- with .Values.config.defaultBridge }}
- name: NOVASPHERE_DEFAULT_BRIDGE
  value: {{ . | quote }}
{{- end }}
{{- with .Values.config.defaultUplink }}
- name: NOVASPHERE_DEFAULT_UPLINK
  value: {{ . | quote }}
{{- end }}
{{- if ne (join "," .Values.config.allowedBridges) "br-*" }}
- name: NOVASPHERE_ALLOWED_BRIDGES
  value: {{ join "," .Values.config.allowedBridges | quote }}
{{- end }}
{{- with .Values.config.sriovResourceName }}
- name: NOVASPHERE_SRIOV_RESOURCE_NAME
  value: {{ . | quote }}
{{- end }}
{{- with .Values.config.macvtapLowerDevice }}
- name: NOVASPHERE_MACVTAP_LOWER_DEVICE
  value: {{ . | quote }}
{{- end }}
{{- if .Values.config.storageClassAliases }}
- name: QUARKUS_CONFIG_LOCATIONS
  value: /etc/novasphere/application.properties
{{- end }}
{{- if .Values.log.json }}
- name: NOVASPHERE_LOG_JSON
  value: "true"
{{- end }}
{{- if ne .Values.log.level "INFO" }}
- name: QUARKUS_LOG_LEVEL
  value: {{ .Values.log.level }}
{{- end }}
{{- with .Values.proxy.http }}
- name: HTTP_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with .Values.proxy.https }}
- name: HTTPS_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with .Values.proxy.noProxy }}
- name: NO_PROXY
  value: {{ . | quote }}
{{- end }}
{{- end }}
