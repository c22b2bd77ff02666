using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>What collector-install is told wrongly, it says before it touches anything.</summary>
public sealed class CollectorInstallArgumentsTests
{
    [Theory]
    [InlineData("--host is missing", "--dry-run")]
    [InlineData("--host https://noc.example.net", "--dry-run --host https://noc.example.net")]
    [InlineData("--host noc.example.net:8883", "--dry-run --host noc.example.net:8883")]
    [InlineData("--host 10.0.0.256 is no address", "--dry-run --host 10.0.0.256")]
    [InlineData("--host localhost is this machine only for itself", "--dry-run --host localhost")]
    [InlineData("--retention two years is no time", "--dry-run --host noc.example.net --retention 'two years'")]
    [InlineData("--retention 0d is no time", "--dry-run --host noc.example.net --retention 0d")]
    [InlineData("--host needs a value", "--host")]
    [InlineData("there is no option '--hosts'", "--hosts noc.example.net")]
    public void A_wrong_argument_is_named_with_what_would_be_right(string problem, string arguments)
    {
        var (code, output) = SystemCommand.Read("bash", "-c", $"'{RigDirectory.RepositoryRoot}/provisioning/collector-install' {arguments} 2>&1");
        Assert.Equal(2, code);
        Assert.Contains(problem, output, StringComparison.Ordinal);
    }
}
