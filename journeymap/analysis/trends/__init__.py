"""What waves say: control limits, before and after an intervention, benchmarks."""
