using StreamSql.Storage.Files;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Files;

/// <summary>What Windows and macOS run on, as far as Linux can show it.</summary>
public sealed class PortableFileCallsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PortableFileCalls _calls = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_written_file_is_published_once()
    {
        Write("a.tmp", "first"u8);
        Assert.True(_calls.TryPublish(_directory["a.tmp"], _directory["a"]));

        Write("b.tmp", "second"u8);
        Assert.False(_calls.TryPublish(_directory["b.tmp"], _directory["a"]));
        Assert.Equal("first", File.ReadAllText(_directory["a"]));
    }

    [Fact]
    public void An_existing_file_is_not_created_again()
    {
        Write("a", "first"u8);

        Assert.Throws<IOException>(() => _calls.CreateNew(_directory["a"], shared: false));
    }

    [Fact]
    public void A_lock_excludes_until_it_is_released()
    {
        using (var held = _calls.TryLock(_directory["lock"]))
        {
            Assert.NotNull(held);
            Assert.Null(_calls.TryLock(_directory["lock"]));
        }

        using var again = _calls.TryLock(_directory["lock"]);
        Assert.NotNull(again);
    }

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        using var file = _calls.CreateNew(_directory[name], shared: false);
        file.Write(bytes);
        file.Sync();
        file.Close();
    }
}
