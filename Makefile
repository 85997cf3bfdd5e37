# Everything Norma needs done, by name. `make demo` and `make test` work on a fresh machine.

SWIFT ?= swift
build = @SWIFT="$(SWIFT)" .ci/build $(1)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
AS_OF := 2026-11-01T00:00:00Z
RELEASE := .build/release/norma
FUZZ_SECONDS ?= 600

.PHONY: demo test build release bench figures docs format lint fuzz differential history mutants kills pages packages packages-bench packages-pages validators release-bench clean

## demo: build, then scan the sample inventory under the sample attachment
demo: release
	@$(RELEASE) scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --as-of $(AS_OF)

## test: everything, with a sample of what takes longer
test: packages validators
	$(call build,--build-tests)
	SWIFT="$(SWIFT)" Tests/run
	.build/debug/norma test rules

## build: the command, for debugging
build: packages
	$(call build,)

# Whole and small: the Swift library inside, no symbols. Both products are built alike, so that neither build undoes the other's.
# Generic types are named by direct calls and not by their mangled names: to look one of these up asks 8,000 conformances, and a process of
# a few milliseconds looks up a hundred. Not in Package.swift, whose unsafe flags would bar the libraries from being depended on.
RELEASED := -c release --static-swift-stdlib -Xlinker -s \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

## release: the command, with the Swift library inside it
release: packages
	$(call build,$(RELEASED) --product norma)

## bench: Norma beside its peers (Benchmarks/speed.md, speed.svg), what the store takes, and instruction counts
bench: release release-bench
	Benchmarks/run.sh

## figures: instruction counts alone, held within 3 % of Benchmarks/figures.txt; `make figures WRITE=--write` keeps new ones
figures: release release-bench
	Benchmarks/instructions.sh $(WRITE)

release-bench: packages-bench
	$(call build,$(RELEASED) --product norma-bench)

## differential: machine against tracer on a million generated pairs, and on every change to the cases' resources
differential: packages
	NORMA_DIFFERENTIAL_PAIRS=1000000 $(SWIFT) test --filter DifferentialTests
	NORMA_BUNDLED_CHANGES=1000000 $(SWIFT) test --filter BundledRuleTests

## history: a year of daily scans over 5,000 changing resources against a model
history: packages
	NORMA_HISTORY_DAYS=365 NORMA_HISTORY_ZONES=5000 $(SWIFT) test --filter HistoryTests

## mutants: every small change to every rule of the library is noticed by a case, or has its reason
mutants: release
	$(RELEASE) test --mutate rules

## kills: a thousand scans killed at random moments, with nothing lost
kills: packages
	NORMA_KILLS=1000 $(SWIFT) test --filter KilledScanTests

## pages: the HTML report in headless Chromium; screenshots are left in .build/pages
pages: packages packages-pages .build/validators/pages
	$(call build,--build-tests)
	$(SWIFT) test --skip-build --filter PageTests

## fuzz: libFuzzer with the address sanitizer on each target, FUZZ_SECONDS each
fuzz: packages
	Benchmarks/fuzz.sh $(FUZZ_SECONDS)

## docs: the DocC pages of every target and the guide, in .build/docs; a link that leads nowhere is an error
docs: packages
	@$(SWIFT) package dump-symbol-graph --minimum-access-level package --skip-synthesized-members >/dev/null
	@for catalogue in Sources/*/*.docc; do \
	  target=$$(basename $$catalogue .docc); graphs=.build/docs/graphs/$$target; mkdir -p $$graphs; \
	  find .build/*/symbolgraph \( -name "$$target.symbols.json" -o -name "$$target@*.symbols.json" \) -exec cp {} $$graphs \; ; \
	  docc convert $$catalogue --additional-symbol-graph-dir $$graphs --fallback-display-name $$target \
	    --fallback-bundle-identifier norma.$$target --output-path .build/docs/$$target 2>&1 | \
	    grep -E -A 1 "doesn't exist|ambiguous|Can't resolve|error:" && exit 1; echo ".build/docs/$$target"; \
	done

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

packages:
	@dpkg -s libpcre2-dev libsqlite3-dev zlib1g-dev libzstd-dev pkg-config curl >/dev/null 2>&1 || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -y -q --no-install-recommends libpcre2-dev libsqlite3-dev zlib1g-dev libzstd-dev pkg-config curl; }

packages-bench: packages
	@dpkg -s valgrind libsimdjson-dev g++ python3-venv >/dev/null 2>&1 || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -y -q --no-install-recommends valgrind libsimdjson-dev g++ python3-venv; }

packages-pages:
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core fonts-liberation; }

# Large, and so not for every `make test`: with this and Chromium installed it looks at pages too.
.build/validators/pages: .build/validators/installed Tests/CommandTests/Pages/requirements.txt
	.build/validators/bin/pip install -q --disable-pip-version-check -r Tests/CommandTests/Pages/requirements.txt && touch $@

## validators: what reports are held against in tests: other people's validators, from PyPI; without them those tests are skipped
validators: .build/validators/installed

.build/validators/installed: Tests/ComplianceReportsTests/requirements.txt
	@python3 -m venv .build/validators && .build/validators/bin/pip install -q --disable-pip-version-check -r $< && touch $@ \
	  || echo "no validators: reports are not held against their schemas"

clean:
	rm -rf .build
