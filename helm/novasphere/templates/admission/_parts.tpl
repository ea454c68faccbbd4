{{/* What the policies on Wukongs and VirtualMachineProfiles share: which requests they judge, where, and how patterns are read. */}}

{{/*
Judged are requests that ask for something: what leaves the spec as it is, such as the operator's finalizer, passes.
*/}}
{{- define "novasphere.admission.machines" -}}
failurePolicy: Fail
matchConstraints:
  resourceRules:
    - apiGroups: [vm.novasphere.dev]
      apiVersions: ["*"]
      operations: [CREATE, UPDATE]
      resources: [wukongs]
    {{- if .Values.virtualMachineProfiles.enabled }}
    - apiGroups: [vm.example.com]
      apiVersions: ["*"]
      operations: [CREATE, UPDATE]
      resources: [virtualmachineprofiles]
    {{- end }}
matchConditions:
  - name: asks-for-something
    expression: request.operation == 'CREATE' || object.spec != oldObject.spec
{{- end }}

{{/* Where a binding holds: other namespaces are another operator's, with policies of its own. */}}
{{- define "novasphere.admission.scope" -}}
{{- with .Values.watchNamespaces }}
matchResources:
  namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values: {{ toJson . }}
{{- end }}
{{- end }}

{{/* CEL: a regular expression that matches what one of the patterns does; * stands for anything, ? for one character. */}}
{{- define "novasphere.admission.pattern" -}}
'^({{ join "|" . | replace "." "[.]" | replace "*" ".*" | replace "?" "." }})$'
{{- end }}
