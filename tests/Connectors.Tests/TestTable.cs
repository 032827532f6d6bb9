using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests;

/// <summary>Tables as the engine would hand them to connectors, from a few words.</summary>
internal static class TestTable
{
    public static readonly IReadOnlyList<IConnector> Connectors = BuiltinConnectors.Create(BuiltinFormats.All);

    /// <summary>Rows that were skipped by the services of <see cref="Services"/>, per call.</summary>
    public sealed record SkippedRows(List<SkippedRow> Rows);

    /// <param name="options">As in WITH, checked and with defaults.</param>
    public static (IConnector Connector, ConnectorTable Table) Create(
        string directory, IReadOnlyList<ConnectorColumn> columns, params (string Name, string Value)[] options)
    {
        var checker = new OptionChecker(Connectors, BuiltinFormats.All);
        var (connector, values) = checker.Check("t", [.. options.Select(o => KeyValuePair.Create(o.Name, o.Value))]);
        return (connector, new ConnectorTable("t", columns, [], [], values, directory));
    }

    public static ConnectorServices Services(
        Action<SkippedRow>? skipped = null, TimeProvider? clock = null, TextWriter? output = null, bool durable = false, string runId = "run1") => new(
        clock ?? TimeProvider.System, TimeZoneInfo.Utc, output ?? TextWriter.Null, TextWriter.Null, durable, runId, skipped ?? (_ => { }));

    public static IReadOnlyList<ConnectorColumn> Columns(params (string Name, SqlType Type)[] columns) =>
        [.. columns.Select(c => new ConnectorColumn(c.Name, c.Type))];
}
