using StreamSql.Storage.Files;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Files;

public sealed class DurableFileStreamTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whatever_the_sizes_of_the_writes_the_file_and_its_digest_agree()
    {
        var random = new Random(7);
        var expected = new MemoryStream();
        var path = _directory["state.parquet"];
        FileDigest digest;
        using (var stream = DurableFileStream.Create(path))
        {
            foreach (var size in (int[])[0, 1, 100, 262_144, 5, 262_143, 1, 1_000_000, 3, 70_000, 70_000, 70_000, 70_000])
            {
                var bytes = new byte[size];
                random.NextBytes(bytes);
                stream.Write(bytes);
                expected.Write(bytes);
                Assert.Equal(expected.Length, stream.Position);
            }

            digest = stream.Complete();
        }

        Assert.Equal(expected.ToArray(), File.ReadAllBytes(path));
        Assert.Equal(new FileDigest(expected.Length, Crc32C.Compute(expected.ToArray())), digest);
        Assert.Equal(digest, VerifiedFile.Digest(path));
        Assert.Equal(expected.ToArray(), VerifiedFile.Read(path, digest));
    }

    [Fact]
    public void A_file_that_is_not_completed_is_deleted()
    {
        var path = _directory["state.parquet"];
        using (var stream = DurableFileStream.Create(path))
        {
            stream.Write(new byte[300_000]);
            Assert.True(File.Exists(path));
        }

        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void An_existing_file_is_never_overwritten()
    {
        var path = _directory["state.parquet"];
        File.WriteAllText(path, "of another run");

        var e = Assert.Throws<StorageIOException>(() => DurableFileStream.Create(path));

        Assert.Equal("EEXIST", e.Errno);
        Assert.Equal("of another run", File.ReadAllText(path));
    }

    [Fact]
    public void Nothing_can_be_written_after_completion()
    {
        using var stream = DurableFileStream.Create(_directory["state.parquet"]);
        stream.Complete();

        Assert.False(stream.CanWrite);
        Assert.Throws<InvalidOperationException>(() => stream.WriteByte(1));
    }

    [Fact]
    public void A_symbolic_link_is_not_followed()
    {
        var path = _directory["state.parquet"];
        File.CreateSymbolicLink(path, _directory["elsewhere"]);

        Assert.Equal("EEXIST", Assert.Throws<StorageIOException>(() => DurableFileStream.Create(path)).Errno);
        Assert.False(File.Exists(_directory["elsewhere"]));
    }

    [Fact]
    public void A_file_that_differs_from_its_manifest_is_refused()
    {
        var path = _directory["state.parquet"];
        File.WriteAllBytes(path, [1, 2, 3]);
        var digest = VerifiedFile.Digest(path);

        File.WriteAllBytes(path, [1, 2, 4]);
        Assert.Equal("SS6010", Refusal.Of(() => VerifiedFile.Read(path, digest)).Code);

        File.WriteAllBytes(path, [1, 2]);
        Assert.Equal("SS6010", Refusal.Of(() => VerifiedFile.Read(path, digest)).Code);

        File.Delete(path);
        Assert.Equal("SS6009", Refusal.Of(() => VerifiedFile.Read(path, digest)).Code);
    }
}
