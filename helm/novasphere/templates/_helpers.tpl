{{/*
Names and labels that all objects share. The names do not carry the chart's name twice: release "novasphere" gives
"novasphere-operator", which is what the documentation speaks of and what version 0.1.0 was called.
*/}}
{{- define "novasphere.fullname" -}}
{{- default (printf "%s-operator" .Release.Name) .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{/* What the Deployment selects its pods by. Immutable, so nothing in it may change with a version. */}}
{{- define "novasphere.selector" -}}
app.kubernetes.io/name: {{ include "novasphere.fullname" . }}
{{- end }}

{{- define "novasphere.labels" -}}
{{ include "novasphere.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: novasphere
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* A digest alone says exactly which image; a tag beside it is for people. */}}
{{- define "novasphere.image" -}}
{{- $tag := .Values.image.tag | default (ternary "" .Chart.AppVersion (not (empty .Values.image.digest))) -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}
{{- .Values.image.repository }}
{{- with $tag }}:{{ . }}{{ end }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}
