{{/*
Everything that the operator may do. Written by hand, verb by verb: no wildcard, no cluster-admin, no Secret is read.
Server-side apply needs "patch", and "create" as well where the object may not exist yet.
*/}}

{{/* For the namespaces that it serves. */}}
{{- define "novasphere.rules.machines" -}}
# What users ask for. Patched only to add and to remove our finalizer, which stands in the object's metadata.
- apiGroups: [vm.novasphere.dev]
  resources: [wukongs]
  verbs: [get, list, watch, patch]
# What we answer: status, written whole by server-side apply and never read through the subresource.
- apiGroups: [vm.novasphere.dev]
  resources: [wukongs/status]
  verbs: [patch]
# Clusters that enforce permissions on owner references ask for this before a child may block its owner's deletion.
- apiGroups: [vm.novasphere.dev]
  resources: [wukongs/finalizers]
  verbs: [update]
# The virtual machine that we make; deleted first when its Wukong goes.
- apiGroups: [kubevirt.io]
  resources: [virtualmachines]
  verbs: [get, list, watch, create, patch, delete]
# Node, addresses and start failures as KubeVirt reports them. Read only: KubeVirt checks no write to their status.
- apiGroups: [kubevirt.io]
  resources: [virtualmachineinstances]
  verbs: [list, watch]
# Disks made from an image; never patched in their spec, which CDI keeps immutable, only in their metadata.
- apiGroups: [cdi.kubevirt.io]
  resources: [datavolumes]
  verbs: [get, list, watch, create, patch, delete]
# One for each network of a Wukong; existing ones that a Wukong names are only read.
- apiGroups: [k8s.cni.cncf.io]
  resources: [network-attachment-definitions]
  verbs: [get, list, watch, create, patch, delete]
# Empty disks, and the claims behind DataVolumes, which are watched, and patched to grow.
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [get, list, watch, create, patch, delete]
# The immutable cloud-init Secret, named by its content. Not "get", and not "patch" either: it answers with the content.
- apiGroups: [""]
  resources: [secrets]
  verbs: [create, delete]
# What we tell people besides status.
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if .Values.virtualMachineProfiles.enabled }}
# The second kind, as for wukongs: read, and written only for the finalizer.
- apiGroups: [vm.example.com]
  resources: [virtualmachineprofiles]
  verbs: [get, list, watch, patch]
# As for wukongs: status by server-side apply.
- apiGroups: [vm.example.com]
  resources: [virtualmachineprofiles/status]
  verbs: [patch]
# As for wukongs: children that block their owner's deletion.
- apiGroups: [vm.example.com]
  resources: [virtualmachineprofiles/finalizers]
  verbs: [update]
{{- end }}
{{- end }}

{{/* What stands outside of all namespaces: read, but for the networks of the nodes and who has which address there. */}}
{{- define "novasphere.rules.cluster" -}}
# What administrators let nodes offer. Patched only to add and to remove our finalizer, as wukongs are.
- apiGroups: [vm.novasphere.dev]
  resources: [nodenetworks]
  verbs: [get, list, watch, patch]
# How far the nodes are: status by server-side apply.
- apiGroups: [vm.novasphere.dev]
  resources: [nodenetworks/status]
  verbs: [patch]
{{- if .Values.config.defaultUplink }}
# For the bridge that specs name and no node network has, upon the default uplink.
- apiGroups: [vm.novasphere.dev]
  resources: [nodenetworks]
  verbs: [create]
{{- end }}
# Who has which address: creating one is the lock, deleting it gives the address back. Never changed, so no "patch".
- apiGroups: [vm.novasphere.dev]
  resources: [addressleases]
  verbs: [get, list, watch, create, delete]
# One for each node network that we manage, by which NMState sets up the nodes. Replaced as a whole where it differs.
- apiGroups: [nmstate.io]
  resources: [nodenetworkconfigurationpolicies]
  verbs: [list, watch, create, update, delete]
# How each node got on with a policy, and the error line where it did not.
- apiGroups: [nmstate.io]
  resources: [nodenetworkconfigurationenactments]
  verbs: [list, watch]
# Which interfaces nodes have, and which of them carry a node's own address: such an uplink is refused.
- apiGroups: [nmstate.io]
  resources: [nodenetworkstates]
  verbs: [list, watch]
# Labels of namespaces, by which administrators say whose machines may use a node network.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [list, watch]
# Which network bindings are registered: decides between macvtap and a refusal.
- apiGroups: [kubevirt.io]
  resources: [kubevirts]
  verbs: [list, watch]
# Which storage classes there are, and which of them bind late: what a disk waits for.
- apiGroups: [storage.k8s.io]
  resources: [storageclasses]
  verbs: [list, watch]
# The access and volume modes that suit a storage class.
- apiGroups: [cdi.kubevirt.io]
  resources: [storageprofiles]
  verbs: [list, watch]
# Which nodes there are for a node network, and which offer the resource that an SR-IOV or macvtap network needs.
- apiGroups: [""]
  resources: [nodes]
  verbs: [list, watch]
{{- end }}
