using System.Text.Json.Serialization.Metadata;
using StreamSql.Storage.Files;

namespace StreamSql.Storage.Json;

/// <summary>A sealed JSON file that is written once, such as <c>job.json</c>.</summary>
/// <param name="version">Written into new files; a file with a higher one is refused with SS6004.</param>
/// <param name="type"><typeparamref name="T"/> is an object without members v, id and crc32c.</param>
public sealed class JsonFile<T>(int version, JsonTypeInfo<T> type)
{
    private readonly SealedJson<T> _format = new(version, type);

    /// <inheritdoc cref="AtomicFile.CreateExclusive"/>
    public void Create(string path, T value, RunId run) => AtomicFile.CreateExclusive(path, _format.Seal(0, value, out _), run);

    /// <exception cref="Core.Diagnostics.SqlException">SS6009 when it is missing; SS6002 to SS6007 when it is damaged.</exception>
    public T Read(string path) => _format.Open(path, SealedFiles.ReadAll(path), 0, out _);
}
