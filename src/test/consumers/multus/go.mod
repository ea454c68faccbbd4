// The program of Multus that installs it on a node: go build -o FOLDER/ tool
module dev.novasphere/consumers/multus

go 1.26.0

tool gopkg.in/k8snetworkplumbingwg/multus-cni.v4/cmd/thin_entrypoint

require (
	github.com/containernetworking/cni v1.3.0 // indirect
	github.com/spf13/pflag v1.0.6 // indirect
	gopkg.in/k8snetworkplumbingwg/multus-cni.v4 v4.2.4 // indirect
)
