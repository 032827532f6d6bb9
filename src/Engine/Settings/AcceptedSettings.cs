using StreamSql.Core.Connectors;

namespace StreamSql.Engine.Settings;

/// <summary>Settings of Flink that scripts contain and that have nothing to change in one process.</summary>
internal static class AcceptedSettings
{
    public static IReadOnlyList<SettingSpec> All { get; } =
    [
        Duration("table.exec.mini-batch.allow-latency", "0 ms", "Micro-batches are always on"),
        Boolean("table.exec.mini-batch.enabled", "false", "Micro-batches are always on"),
        Integer("table.exec.mini-batch.size", "-1", "Micro-batches are sized by streamsql.micro-batch.max-rows"),
        Text("table.exec.sink.upsert-materialize-strategy.type", "LEGACY", "A sink's rows are found by value whatever their number"),
        Text("table.exec.sink.keyed-shuffle", "AUTO", "A sink has one writer"),
        Text("table.exec.sink.rowtime-inserter", "ENABLED", "A sink's timestamps are columns"),
        Boolean("table.exec.sink.require-on-conflict", "true", "ON CONFLICT is not asked for"),
        Integer("table.exec.async-lookup.buffer-capacity", "100", "There are no asynchronous look-ups"),
        Duration("table.exec.async-lookup.timeout", "3 min", "There are no asynchronous look-ups"),
        Text("table.exec.async-lookup.output-mode", "ORDERED", "There are no asynchronous look-ups"),
        Boolean("table.exec.async-lookup.key-ordered-enabled", "false", "There are no asynchronous look-ups"),
        Integer("table.exec.rank.topn-cache-size", "10000", "State is in memory"),
        Duration("table.exec.interval-join.min-cleanup-interval", "0 ms", "State is cleaned as the watermark moves"),
        Boolean("table.exec.deduplicate.insert-update-after-sensitive-enabled", "true", "Row kinds are told apart at the sink"),
        Text("table.exec.uid.generation", "PLAN_ONLY", "Operators have stable names"),
        Integer("table.exec.unbounded-over.version", "2", "There is one version"),
        Boolean("table.exec.async-state.enabled", "false", "State is in memory"),
        Text("table.optimizer.agg-phase-strategy", "AUTO", "Rows are aggregated on the shard that owns their key"),
        Boolean("table.optimizer.distinct-agg.split.enabled", "false", "Rows are aggregated on the shard that owns their key"),
        Integer("table.optimizer.distinct-agg.split.bucket-num", "1024", "Rows are aggregated on the shard that owns their key"),
        Boolean("table.optimizer.incremental-agg-enabled", "true", "Aggregates are always incremental"),
        Boolean("table.optimizer.join-reorder-enabled", "false", "Joins run in the order of FROM"),
        Boolean("table.optimizer.multi-join.enabled", "false", "Joins run in the order of FROM"),
        Text("table.optimizer.delta-join.strategy", "AUTO", "Joins keep both sides"),
        Text("table.optimizer.non-deterministic-update.strategy", "IGNORE", "Non-deterministic values are pinned by micro-batch"),
        Boolean("table.optimizer.reuse-source-enabled", "true", "Sources are shared within a statement set"),
        Boolean("table.optimizer.reuse-sub-plan-enabled", "true", "Sub-plans are shared within a statement set"),
        Boolean("table.optimizer.reuse-sink-enabled", "true", "Every INSERT has its own sink"),
        Text("table.sql-dialect", "default", "There is one dialect"),
        Integer("table.display.max-column-width", "30", "Columns are as wide as the terminal allows"),
        Boolean("table.plan.force-recompile", "false", "Plans are made when a statement runs"),
        Text("table.builtin-catalog-name", "default_catalog", "The first catalog's name is fixed"),
        Text("table.builtin-database-name", "default_database", "The first database's name is fixed"),
        Text("execution.checkpointing.mode", "EXACTLY_ONCE", "Checkpoints are exactly once"),
        Duration("execution.checkpointing.timeout", "10 min", "A checkpoint takes as long as it takes"),
        Duration("execution.checkpointing.min-pause", "0 ms", "One checkpoint follows the other"),
        Integer("execution.checkpointing.max-concurrent-checkpoints", "1", "There is one at a time"),
        Integer("execution.checkpointing.tolerable-failed-checkpoints", "0", "A checkpoint that fails ends the job"),
        Text("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION", "Checkpoints stay when a job stops"),
        Text("execution.checkpointing.storage", "filesystem", "Checkpoints are files"),
        Boolean("execution.checkpointing.incremental", "true", "Checkpoints write what changed"),
        Boolean("execution.checkpointing.unaligned.enabled", "false", "Checkpoints fall between micro-batches"),
        Text("restart-strategy.exponential-delay.jitter-factor", "0.1", "One process starts again by itself: its pauses need no jitter"),
        Duration("pipeline.auto-watermark-interval", "200 ms", "Watermarks follow every row"),
        Integer("pipeline.max-parallelism", "128", "State has 128 key groups"),
        Boolean("pipeline.object-reuse", "true", "Columns are shared by reference"),
        Text("pipeline.jars", "", "There are no jars"),
        Text("state.backend.type", "hashmap", "State is in memory and in checkpoint files"),
        Text("sql-client.execution.result-mode", "TABLE", "The output format is chosen on the command line"),
        Integer("sql-client.execution.max-table-result.rows", "1000000", "Results are not cut"),
        Boolean("sql-client.verbose", "false", "Errors are always complete"),
    ];

    private static SettingSpec Text(string name, string value, string why) => Of(name, OptionKind.Text, value, why);

    private static SettingSpec Boolean(string name, string value, string why) => Of(name, OptionKind.Boolean, value, why);

    private static SettingSpec Integer(string name, string value, string why) => Of(name, OptionKind.Integer, value, why);

    private static SettingSpec Duration(string name, string value, string why) => Of(name, OptionKind.Duration, value, why);

    private static SettingSpec Of(string name, OptionKind kind, string value, string why) =>
        new(name, kind, value, why + ".", SettingEffect.Accepted);
}
