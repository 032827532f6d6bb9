using System.Text;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Finds the directory that a row belongs to: <c>day=2024-01-01/country=de</c>.</summary>
internal sealed class PartitionColumns
{
    private const int MaxKnown = 10_000;

    private static readonly FieldStyle Style = new(TimestampStyle.Sql, PlainDecimals: true, StripZeros: false);

    private readonly string _default;
    private readonly List<(string Key, int Column, FieldFormatter Formatter)> _keys = [];
    private readonly Dictionary<string, string> _known = [];
    private readonly TextBuffer _text = new();

    public PartitionColumns(ConnectorTable table)
    {
        _default = table.Options.Text(FileSystemOptions.DefaultPartition);
        foreach (var key in table.PartitionKeys)
        {
            var column = table.Columns.ToList().FindIndex(c => c.Name == key);
            _keys.Add((key, column, FieldFormatter.For(table.Columns[column].Type, Style)));
        }
    }

    /// <summary>Takes the next batch.</summary>
    public void Bind(ChangeBatch batch)
    {
        foreach (var (_, column, formatter) in _keys)
            formatter.Bind(batch.Columns[column].Data);
    }

    /// <summary>The directory with forward slashes, or nothing if the table has no partitions.</summary>
    public string DirectoryOf(int row)
    {
        if (_keys.Count == 0)
            return "";
        _text.Clear();
        var values = new string[_keys.Count];
        for (var i = 0; i < values.Length; i++)
        {
            _text.Clear();
            if (!_keys[i].Formatter.IsNull(row))
                _keys[i].Formatter.Append(row, _text);
            values[i] = _text.Length == 0 ? _default : Encoding.UTF8.GetString(_text.Written);
        }

        var joined = string.Join('\0', values);
        if (_known.TryGetValue(joined, out var directory))
            return directory;
        if (_known.Count == MaxKnown)
            _known.Clear();
        _known.Add(joined, directory = string.Join('/', values.Select((v, i) => PartitionPath.Directory(_keys[i].Key, v))));
        return directory;
    }
}
