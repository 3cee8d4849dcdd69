# Everything sets itself up in .venv with plain python3 and pip; `make help` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
UNHEARD := 依赖未能（全部）核查，可能没有网络 / not (everything) audited: is there a network?

.DEFAULT_GOAL := help
.PHONY: help run scan crawl lake mirror cluster notebook wheel test torture check dev dashboard audit bench bench-scale bench-night bench-line bench-scans bench-crawl bench-pages fuzz mutants docs docs-site samples pictures clean

help:  ## 本说明 / this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: .venv/base  ## 由 raw/ 建成 warehouse/gongkai.duckdb / build the warehouse from raw/
	@$(BIN)/gongkai run

test: .venv/all  ## 全部测试，两核约十四分钟 / all tests, some fourteen minutes on two cores
	@echo "全部测试（unit property golden contract graph portal browser，torture 只做一部分），两个文件同时，两核约十四分钟"
	@echo "all tests (of torture a part), two files at a time, some fourteen minutes on two cores"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -p tools.line_coverage

torture: .venv/all  ## 全部故障试验，约四十分钟 / every way to fail, some forty minutes
	@TORTURE=1 $(BIN)/python -m pytest tests/torture tests/portal tests/property/test_nights.py

check: .venv/all  ## 代码风格与类型 / lint and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

dev: .venv/all  ## Dagster 界面 / the Dagster UI on the same graph
	@GONGKAI_NIGHTLY=$${GONGKAI_NIGHTLY-off} DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev -w workspace.yaml

scan: .venv/scan  ## 安装扫描件识别 / install the recognition of scans

crawl: .venv/crawl  ## 安装抓取 / install the crawl

lake: .venv/lake  ## 安装数据湖（DuckLake） / install what a lake needs (DuckLake, PostgreSQL)

mirror: .venv/mirror  ## 安装镜像（S3 等） / install the mirror (S3 and others)

cluster: .venv/cluster  ## 安装集群 / install what a cluster needs

notebook: .venv/notebook  ## 安装笔记本 / install the notebook

wheel: .venv/base  ## 打成 dist/ 中的一个安装包 / one package to install, in dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/gongkai-*.whl

dashboard: .venv/dashboard  ## 浏览器页面（需先 make run） / the pages in a browser, after make run
	@$(BIN)/gongkai dashboard

bench: .venv/all  ## 各项速度，末尾一张比率表（约五分钟） / every speed, and a table of ratios at the end (some five minutes)
	@$(BIN)/python -m bench

bench-scale: .venv/all  ## 一千至一百万机关年度，不含读取（约一小时） / 1,000 to 1,000,000 office-years without the reading (an hour)
	@$(BIN)/python -m bench.scale 1000 10000 100000 1000000

bench-night: .venv/all  ## 每夜所费与全量重建之比，末行 JSON（约十分钟） / what a night costs beside a full build; its last line is JSON (some ten minutes)
	@$(BIN)/python -m bench.night 10000 100000

bench-line: .venv/all  ## 真正读取两万份文件，再加一夜 / 20,000 files really read, and a night
	@$(BIN)/python -m bench.line 20000

audit: .venv/all  ## 依赖有无已知漏洞（需联网） / known faults of what it is made of (needs the network)
	@test -x .venv/audit/bin/pip-audit || { $(BIN)/python -m venv .venv/audit && \
	  .venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; } || { echo "$(UNHEARD)"; exit 2; }
	@.venv/audit/bin/pip-audit --requirement requirements.txt --disable-pip --no-deps --progress-spinner off \
	  > .venv/audit/told 2>&1; found=$$?; cat .venv/audit/told; \
	  if grep -qiE 'ConnectionError|Max retries|timed out|HTTPError|could not be audited' .venv/audit/told; then echo "$(UNHEARD)"; exit 2; fi; exit $$found

mutants: .venv/all  ## 逐行改动核心代码，看其测试是否察觉（约十五分钟） / changes lines of the core: do its own tests notice? (some 15 minutes)
	@$(BIN)/python -m tools.mutants

fuzz: .venv/all  ## 千份损坏文件的整批读取，五千份所见非所写的文件，百种耗费过大的文件 / a run over a thousand damaged files; five thousand documents that show other than they say; a hundred kinds of files that cost too much
	@$(BIN)/python -m bench.fuzz
	@$(BIN)/python -m bench.seen 5000
	@$(BIN)/python -m bench.costs

bench-scans: .venv/all  ## 扫描件识别的准确程度（约十分钟） / how well scans are read (ten minutes)
	@$(BIN)/python -m bench.scans

bench-crawl: .venv/all  ## 抓取的开销（约十分钟） / what a crawl costs (ten minutes)
	@$(BIN)/python -m bench.crawling
bench-pages: .venv/all  ## 一百万份合成报告上的查询、十万份上的页面 / queries on a million made-up reports, pages on 100,000
	@$(BIN)/python -m bench.synthetic 1000000 .bench/million && $(BIN)/python -m bench.queries .bench/million
	@$(BIN)/python -m bench.synthetic 100000 .bench/many && $(BIN)/python -m bench.pages .bench/many

docs: .venv/all  ## 重写由程序生成的文档（约三分钟） / write the generated pages anew (some three minutes)
	@$(BIN)/python -m tools.docs

docs-site: .venv/all  ## 文档成为网页，在 .docs-site/ / the pages as a site of files, in .docs-site/
	@rm -rf .docs-site && $(BIN)/python -m tools.docs_site .docs-site

samples: .venv/all  ## 重写 raw/ 中的样例报告 / write the sample reports of raw/ anew
	@$(BIN)/python -m tools.raw_samples

pictures: .venv/all  ## 文档的图片 / the pictures of the docs
	@$(BIN)/python -m tools.pictures
	@$(BIN)/python -m tools.seen_pictures

clean:  ## 删除建成的数据仓库与环境 / remove what was built
	@rm -rf .venv .bench warehouse/identity warehouse/shards warehouse/quality warehouse/*.duckdb*

# What pip says while it fetches, a line for each file with its size, and not of what is there already.
.venv/%: SHELL := bash
TELL := sed -n -E 's/^ *(Downloading .*|Processing .*[.]whl)$$/  \1/p; s/^(Installing collected packages):.*/  \1/p'
SIZE_all := ，测试所需，再占约 0.8 GB / what the tests need: 0.8 GB more on the disk

# A stamp for each environment: made again when the versions or the project's own needs change.
.venv/base: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else \
	  "需要 Python 3.11 至 3.13：make PYTHON=python3.12 run / Python 3.11 to 3.13 is needed")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "安装：首次约下载 200 MB，装好占 0.8 GB / installing: some 200 MB are fetched the first time, 0.8 GB on the disk"
	@set -o pipefail; $(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.txt --editable . | $(TELL)
	@touch $@

# An extra is added to the checkout itself: a copy of it would go on with old code after a pull or an edit.
.venv/%: .venv/base
	@echo "安装 / installing [$*]$(SIZE_$*) ..."
	@set -o pipefail; $(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.txt --editable '.[$*]' | $(TELL)
	@touch $@
