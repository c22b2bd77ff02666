using EdgeNoc.Collector.Backup;

namespace EdgeNoc.Tests.Enrolment;

public sealed class BackupCipherTests
{
    private const string Key = "a key of some length";
    private const int Block = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData((3 * Block) + 17)]
    public async Task What_goes_in_comes_out_whatever_its_length(int length)
    {
        var plain = Numbered(length);
        Assert.Equal(plain, await OpenAsync(await CloseAsync(plain), Key));
    }

    [Fact]
    public async Task Another_key_a_change_a_cut_and_swapped_blocks_are_noticed()
    {
        var box = await CloseAsync(Numbered((2 * Block) + 5));
        await Assert.ThrowsAsync<BackupUnreadableException>(() => OpenAsync(box, "another key of length"));
        foreach (var at in (int[])[0, 20, 31, 35, 100, Block + 60, box.Length - 1])
        {
            var changed = (byte[])box.Clone();
            changed[at] ^= 1;
            await Assert.ThrowsAsync<BackupUnreadableException>(() => OpenAsync(changed, Key));
        }

        // Whole blocks left out at the end, and two of one length in each other's place.
        var (start, whole) = (31, 4 + Block + 16);
        await Assert.ThrowsAsync<BackupUnreadableException>(() => OpenAsync(box[..(start + whole)], Key));
        await Assert.ThrowsAsync<BackupUnreadableException>(() => OpenAsync(box[..^1], Key));
        byte[] swapped = [.. box[..start], .. box[(start + whole)..(start + (2 * whole))], .. box[start..(start + whole)], .. box[(start + (2 * whole))..]];
        await Assert.ThrowsAsync<BackupUnreadableException>(() => OpenAsync(swapped, Key));
    }

    private static byte[] Numbered(int length) => [.. Enumerable.Range(0, length).Select(n => (byte)(n ^ (n >> 8)))];

    private static async Task<byte[]> CloseAsync(byte[] plain)
    {
        using var box = new MemoryStream();
        await BackupCipher.EncryptAsync(new MemoryStream(plain), box, Key, TestContext.Current.CancellationToken);
        return box.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] box, string key)
    {
        using var plain = new MemoryStream();
        await BackupCipher.DecryptAsync(new MemoryStream(box), plain, key, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }
}
