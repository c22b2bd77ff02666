using EdgeNoc.Agent.Host;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Host;

public sealed class ProcessIoTests
{
    private const string Io = "rchar: 4292\nwchar: 0\nsyscr: 13\nsyscw: 0\nread_bytes: 9\nwrite_bytes: 323932160\ncancelled_write_bytes: 4096\n";

    [Fact]
    public void What_reached_the_disk_is_what_was_written_and_not_taken_back() => Assert.Equal(323_932_160 - 4_096, ProcessIo.BytesWritten(Io));

    [Theory]
    [InlineData("")]
    [InlineData("write_bytes: many\n")]
    public void A_kernel_that_does_not_say_is_believed(string io) => Assert.Null(ProcessIo.BytesWritten(io));

    [Fact]
    public void Writing_to_a_disk_is_seen()
    {
        var before = ProcessIo.BytesWritten(File.ReadAllText("/proc/self/io"));
        var folder = RigDirectory.New("io");
        using var file = new FileStream(Path.Combine(folder, "written"), FileMode.Create);
        file.Write(new byte[1_000_000]);
        file.Flush(flushToDisk: true);
        Assert.True(ProcessIo.BytesWritten(File.ReadAllText("/proc/self/io")) >= before + 900_000);
    }
}
