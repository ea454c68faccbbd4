# `make help` lists what there is. Everything finds its own JDK and Maven: see scripts/.

KUBECTL ?= kubectl
NAMESPACE := novasphere-system
MANIFESTS := target/manifests
# Under Helm's name, so that `helm install` may later change what was applied here without a conflict.
APPLY = $(KUBECTL) apply --server-side --field-manager=helm

# For the scripts. What people set themselves (ONCE, IMG, BASE, UPSTREAM_CRDS) reaches them in any case.
export KUBECTL

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help test e2e consumers demo bench package native image base-image fmt clean manifests run install uninstall deploy undeploy

help: ## List the targets.
	@echo "Novasphere: virtual machines on Kubernetes from one YAML. Targets:"
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## Check the format, compile, run all tests and package.
	@scripts/mvn.sh verify

e2e: ## Run the operator as a pod on a real node; needs root on Linux, ends with 77 where it cannot.
	@scripts/e2e.sh

consumers: ## Give what is rendered to Multus, Open vSwitch and a kernel with VLAN filtering; ends with 77 where it cannot.
	@scripts/consumers.sh

demo: target/packaged ## Run the operator against a real API server with simulated VMs; ONCE=1 ends by itself.
	@scripts/java-main.sh dev.novasphere.demo.Demo

bench: target/packaged ## Measure time, writes and memory for many VMs against a bare client.
	@scripts/java-main.sh dev.novasphere.bench.Bench

package: target/packaged ## Build target/quarkus-app/quarkus-run.jar, without tests.
	@echo "Built target/quarkus-app/quarkus-run.jar."

native: ## Build the native executable target/novasphere; needs GraalVM or Docker.
	@scripts/native.sh

image: target/packaged ## Build the JVM image as a tar, without Docker; BASE=... puts it upon another image, IMG=... names it.
	@scripts/image.sh

base-image: target/packaged ## Write target/base-image.tar, this machine's C library, for BASE where no registry is reachable.
	@scripts/java-main.sh dev.novasphere.image.BaseImageMain

fmt: ## Format the Java sources.
	@scripts/mvn.sh spotless:apply

clean: ## Delete what was built (the cache in the user's folder stays).
	@rm -rf target

manifests: ## Render the chart to target/manifests/{crds,rbac,operator}.yaml; IMG=... names the image.
	@scripts/manifests.sh

run: target/packaged ## Run the operator here, against the cluster of the current kubeconfig.
	@jdk=$$(scripts/find-jdk.sh) && exec "$$jdk/bin/java" -jar target/quarkus-app/quarkus-run.jar

install: manifests ## Install the CRDs into the current cluster.
	@$(APPLY) -f $(MANIFESTS)/crds.yaml

uninstall: ## Delete the CRDs; refused while objects of these kinds exist.
	@scripts/uninstall.sh

deploy: manifests ## Deploy the operator and its roles; IMG=registry/path:tag is needed.
	@test -n "$(IMG)" || { echo "Say which image to deploy: make deploy IMG=registry/path:tag" >&2; exit 1; }
	@$(KUBECTL) get crd wukongs.vm.novasphere.dev >/dev/null || { echo "Run make install first." >&2; exit 1; }
	@$(APPLY) -f $(MANIFESTS)/rbac.yaml -f $(MANIFESTS)/operator.yaml

# The namespace has no such label and stays: somebody may keep objects of their own in it.
undeploy: manifests ## Remove the operator and its roles; CRDs, Wukongs and their VMs stay.
	@$(KUBECTL) delete --ignore-not-found --selector app.kubernetes.io/name=novasphere-operator \
	  -f $(MANIFESTS)/operator.yaml -f $(MANIFESTS)/rbac.yaml
	@echo "The operator is gone; namespace $(NAMESPACE), the CRDs, all Wukongs and their running VMs stay."
	@echo "A Wukong that is deleted now waits for the operator to come back: make deploy."

# The packaged application and the class path of the tests, built again only when a source has changed.
target/packaged: pom.xml $(shell find src -type f -not -name '.*')
	@scripts/mvn.sh package dependency:build-classpath -DskipTests -Dspotless.check.skip \
	  -DincludeScope=test -Dmdep.outputFile=target/test-classpath.txt
	@touch $@
