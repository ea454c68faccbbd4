{{/* What the policies on Wukongs and VirtualMachineProfiles share: which requests they judge, and what they judge by. */}}

{{/*
Judged are requests that ask for something: what leaves the spec as it is, such as the operator's finalizer, passes.
*/}}
{{- define "novasphere.admission.machines" -}}
failurePolicy: Fail
paramKind:
  apiVersion: v1
  kind: ConfigMap
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

{{/* What a binding judges by, and where. Without the ConfigMap nobody knows what is allowed, so nothing is. */}}
{{- define "novasphere.admission.params" -}}
paramRef:
  name: {{ include "novasphere.fullname" . }}-admission
  namespace: {{ .Release.Namespace | quote }}
  parameterNotFoundAction: Deny
{{- with .Values.watchNamespaces }}
# Other namespaces are another operator's, with policies of its own.
matchResources:
  namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values: {{ toJson . }}
{{- end }}
{{- end }}

{{/* One word a line, as the policies read it. */}}
{{- define "novasphere.admission.lines" -}}
{{- join "\n" . | quote }}
{{- end }}

{{/* CEL: the words of a list of the ConfigMap. */}}
{{- define "novasphere.admission.words" -}}
params.data['{{ . }}'].split('\n').map(word, word.trim()).filter(word, word != '')
{{- end }}

{{/* CEL: a regular expression that matches what one of the patterns of a variable matches; * stands for anything. */}}
{{- define "novasphere.admission.pattern" -}}
('^(' + variables.{{ . }}.map(word, word.replace('.', '[.]').replace('*', '.*')).join('|') + ')$')
{{- end }}
