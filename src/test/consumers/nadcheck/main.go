// Reads NetworkAttachmentDefinitions as Multus 4 does before it calls a plugin: the object by the client's own type, its
// configuration by the client, then by Multus' parser with what KubeVirt asks for in a pod's annotation, and at last by
// libcni. Prints a line for each file that is named on the command line: the file, "read" or "refused", and what was
// understood or said, separated by tabs. No plugin is called.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/containernetworking/cni/libcni"
	v1 "github.com/k8snetworkplumbingwg/network-attachment-definition-client/pkg/apis/k8s.cni.cncf.io/v1"
	"github.com/k8snetworkplumbingwg/network-attachment-definition-client/pkg/utils"
	"gopkg.in/k8snetworkplumbingwg/multus-cni.v4/pkg/types"
	"sigs.k8s.io/yaml"
)

const mac = "02:1a:2b:00:00:02"

func main() {
	for _, file := range os.Args[1:] {
		understood, err := read(file)
		if err != nil {
			fmt.Printf("%s\trefused\t%s\n", file, oneLine(err.Error()))
		} else {
			fmt.Printf("%s\tread\t%s\n", file, understood)
		}
	}
}

func read(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	definition := &v1.NetworkAttachmentDefinition{}
	if err := yaml.UnmarshalStrict(text, definition); err != nil {
		return "", err
	}
	config, err := utils.GetCNIConfigFromSpec(definition.Spec.Config, definition.Name)
	if err != nil {
		return "", err
	}
	asked := &types.NetworkSelectionElement{
		Name: definition.Name, Namespace: definition.Namespace, MacRequest: mac, InterfaceRequest: "pod37a8eec1ce1",
	}
	resource := definition.Annotations["k8s.v1.cni.cncf.io/resourceName"]
	delegate, err := types.LoadDelegateNetConf(config, asked, "0000:03:02.0", resource)
	if err != nil {
		return "", err
	}
	if _, err := libcni.NetworkPluginConfFromBytes(config); err != nil {
		return "", err
	}
	return fmt.Sprintf("name=%s type=%s mac=%s resource=%s device=%t", delegate.Conf.Name, delegate.Conf.Type,
		delegate.MacRequest, delegate.ResourceName, strings.Contains(string(delegate.Bytes), "0000:03:02.0")), nil
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}
