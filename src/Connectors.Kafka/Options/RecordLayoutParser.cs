using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>Finds out which columns of a table are in the key, in the value, and about the message.</summary>
internal sealed class RecordLayoutParser(ConnectorTable table, IReadOnlyList<IFormat> formats, List<Diagnostic> problems)
{
    private const string ValueMetadataPrefix = "value.";

    private List<ConnectorColumn> _keyFields = [];

    /// <summary>The layout, or <see langword="null"/> if there is a problem.</summary>
    public RecordLayout? Parse()
    {
        var before = problems.Count;
        var key = ParseKey();
        var value = ParseValue();
        var metadata = Indices(c => c.MetadataKey is { } name && !name.StartsWith(ValueMetadataPrefix, StringComparison.Ordinal));
        return problems.Count > before || value is null ? null : new RecordLayout(key, value, metadata);
    }

    private PayloadPart? ParseKey()
    {
        var format = FormatIn(KafkaOptions.KeyFormat);
        var fields = table.Options.List(KafkaOptions.KeyFields);
        if (format is null)
        {
            if (fields.Count > 0)
                problems.Add(KafkaOptionErrors.Needs(KafkaOptions.KeyFields, KafkaOptions.KeyFormat.Option));
            return null;
        }

        if (fields.Count == 0)
            problems.Add(KafkaOptionErrors.Needs(KafkaOptions.KeyFormat.Option, KafkaOptions.KeyFields));
        var prefix = table.Options.Find(KafkaOptions.KeyFieldsPrefix) ?? "";
        if (prefix.Length > 0 && !ExceptKey)
            problems.Add(KafkaOptionErrors.PrefixOnSharedFields());
        _keyFields = [.. fields.Select(f => KeyColumn(f, prefix)).OfType<ConnectorColumn>().Distinct()];
        var columns = _keyFields.Select(IndexOf).Where(i => i >= 0).ToList();
        return new PayloadPart(
            format, table.Options.ForFormat(KafkaOptions.KeyFormat), columns,
            [.. columns.Select(i => WithoutPrefix(table.Columns[i], prefix))], [.. _keyFields.Select(c => WithoutPrefix(c, prefix))]);
    }

    private ConnectorColumn? KeyColumn(string field, string prefix)
    {
        var physical = table.Declared.Where(c => c.MetadataKey is null).ToList();
        var match = physical.Where(c => c.Name == field).ToList();
        if (match is not [var column])
        {
            problems.Add(KafkaOptionErrors.UnknownKeyField(field, physical.Select(c => c.Name)));
            return null;
        }

        if (field.StartsWith(prefix, StringComparison.Ordinal))
            return column;
        problems.Add(KafkaOptionErrors.KeyFieldWithoutPrefix(field, prefix));
        return null;
    }

    private PayloadPart? ParseValue()
    {
        var slot = table.Options.Has(KafkaOptions.Format.Option) ? KafkaOptions.Format : KafkaOptions.ValueFormat;
        if (slot == KafkaOptions.Format && table.Options.Has(KafkaOptions.ValueFormat.Option))
            problems.Add(OptionErrors.Exclusive(KafkaOptions.ValueFormat.Option, KafkaOptions.Format.Option));
        if (FormatIn(slot) is not { } format)
        {
            problems.Add(KafkaOptionErrors.NoFormat(table.Name));
            return null;
        }

        if (table.PrimaryKey.Count > 0 && format.Changelog == ChangelogSupport.InsertOnly)
            problems.Add(KafkaOptionErrors.PrimaryKey(table.Name, format.Name));
        var declared = table.Declared.Where(c => c.MetadataKey is null && !(ExceptKey && _keyFields.Contains(c)))
            .Concat(table.Declared.Where(c => c.MetadataKey is { } name && name.StartsWith(ValueMetadataPrefix, StringComparison.Ordinal)))
            .ToList();
        var columns = declared.Select(IndexOf).Where(i => i >= 0).ToList();
        return new PayloadPart(
            format, table.Options.ForFormat(slot), columns,
            [.. columns.Select(i => AsFormatSees(table.Columns[i]))], [.. declared.Select(AsFormatSees)]);
    }

    private int IndexOf(ConnectorColumn column) => table.Columns.ToList().FindIndex(c => c.Name == column.Name);

    private static ConnectorColumn WithoutPrefix(ConnectorColumn column, string prefix) => column with { Name = column.Name[prefix.Length..] };

    private static ConnectorColumn AsFormatSees(ConnectorColumn column) =>
        column with { MetadataKey = column.MetadataKey?[ValueMetadataPrefix.Length..] };

    private bool ExceptKey => table.Options.Find(KafkaOptions.ValueFieldsInclude) == "EXCEPT_KEY";

    private IFormat? FormatIn(FormatSlot slot) =>
        table.Options.Find(slot.Option) is { } name ? formats.FirstOrDefault(f => f.Name == name) : null;

    private List<int> Indices(Func<ConnectorColumn, bool> predicate) =>
        [.. Enumerable.Range(0, table.Columns.Count).Where(i => predicate(table.Columns[i]))];
}
