using EdgeNoc.Agent.Host;

namespace EdgeNoc.Tests.Host;

public sealed class BlockDeviceTests
{
    private const string Pi = """
        24 29 0:22 / /proc rw,relatime shared:12 - proc proc rw
        29 1 179:2 / / rw,noatime shared:1 - ext4 /dev/root rw
        41 29 0:24 / /run rw,nosuid shared:2 - tmpfs tmpfs rw
        55 29 179:1 / /boot/firmware rw,relatime shared:3 - vfat /dev/mmcblk0p1 rw
        56 29 8:17 / /srv/my\040data rw,relatime shared:4 - ext4 /dev/sdb1 rw
        57 29 0:44 /@lib /var/lib rw,relatime - btrfs /dev/nvme0n1p3 rw,space_cache
        """;

    private const string Overlay = """
        30 1 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/ro,upperdir=/mnt/rw/upper,workdir=/mnt/rw/work
        31 30 179:3 / /mnt/rw rw,relatime - ext4 /dev/mmcblk0p3 rw
        32 30 0:51 / /var/lib/edgenoc-agent rw - tmpfs tmpfs rw
        """;

    [Theory]
    [InlineData(Pi, "/home/pi", "179:2")]
    [InlineData(Pi, "/srv/my data/edgenoc", "8:17")]
    [InlineData(Pi, "/srv/my datas", "179:2")]
    [InlineData(Pi, "/run/edgenoc", null)]
    [InlineData(Pi, "/var/lib/edgenoc-agent", "nvme0n1p3")]
    [InlineData(Overlay, "/var/lib/other", "179:3")]
    [InlineData(Overlay, "/var/lib/edgenoc-agent", null)]
    [InlineData("", "/", null)]
    [InlineData("no such line - at all", "/", null)]
    public void The_device_under_a_folder_is_found_through_mounts(string mountinfo, string path, string? device) => Assert.Equal(device, BlockDevice.Of(mountinfo, path));

    [Fact]
    public void The_seventh_number_counts_sectors_written()
    {
        Assert.Equal(1_000L * 512, BlockDevice.BytesWritten("  1 2 3 4 5 6 1000 8 9 10 11\n"));
        Assert.Null(BlockDevice.BytesWritten("nonsense"));
    }
}
