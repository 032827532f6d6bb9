using System.Text;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Functions.Json;

/// <summary>What a path in a document led to.</summary>
internal enum JsonOutcome
{
    /// <summary>The text is no JSON, or something is not there that a strict path needs.</summary>
    Error,

    /// <summary>Nothing, or JSON's null.</summary>
    Empty,

    /// <summary>One value.</summary>
    Value,

    /// <summary>An array: of the values of a path that may lead to several.</summary>
    Several,
}

/// <summary>Looks paths up in documents: what JSON_VALUE, JSON_QUERY and JSON_EXISTS have in common. One object serves one kernel.</summary>
internal sealed class JsonLookup
{
    private const int MaxShown = 60;

    private readonly string _function;
    private readonly JsonPathEvaluator _evaluator;
    private byte[] _pathText = [];
    private JsonPath? _path;

    public JsonLookup(string function)
    {
        _function = function;
        _evaluator = new JsonPathEvaluator(Document);
    }

    public JsonDocument Document { get; } = new();

    /// <summary>The values of the last look-up.</summary>
    public List<int> Found => _evaluator.Found;

    /// <summary>Whether the last path was lax: a value of the wrong kind is then taken as none.</summary>
    public bool IsLax => _path!.IsLax;

    public JsonOutcome Look(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path)
    {
        if (_path is null || !path.SequenceEqual(_pathText))
            (_pathText, _path) = (path.ToArray(), JsonPathParser.Parse(Encoding.UTF8.GetString(path), _function));
        if (!Document.TryRead(json))
            return _path.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        if (!_evaluator.TryFollow(_path))
            return _path.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        if (!_path.IsDefinite)
            return JsonOutcome.Several;
        return Document[Found[0]].Kind == JsonKind.Null ? JsonOutcome.Empty : JsonOutcome.Value;
    }

    /// <summary>For ERROR ON EMPTY and ERROR ON ERROR.</summary>
    /// <param name="problem">What the path should have led to.</param>
    public SqlException Failure(ReadOnlySpan<byte> json, string problem)
    {
        var text = Encoding.UTF8.GetString(json);
        var shown = text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "…");
        return FunctionErrors.InvalidArgument(_function, $"the path '{_path!.Text}' {problem} in '{shown}'");
    }
}
