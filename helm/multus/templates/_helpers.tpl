{{- define "multus.selector" -}}
app.kubernetes.io/name: multus
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "multus.labels" -}}
{{ include "multus.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}
