// Sweeps keep all cores busy by themselves; two at a time only make each other late.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
