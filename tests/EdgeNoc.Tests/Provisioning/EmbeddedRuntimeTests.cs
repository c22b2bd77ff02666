using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>A runtime that goes into a package is of the right machine, C library and version, or the package is not made, with the reason.</summary>
public sealed class EmbeddedRuntimeTests
{
    private const byte X64 = 0x3E;
    private const byte Arm64 = 0xB7;

    private readonly string _program = RigDirectory.New("program");
    private readonly string _runtime = RigDirectory.New("runtime");

    public EmbeddedRuntimeTests()
    {
        Assert.SkipWhen(PublishedPackages.Missing is not null, PublishedPackages.Missing ?? "");
        File.WriteAllText(Path.Combine(_program, "edgenoc-agent.dll"), "the program");
        File.WriteAllText(Path.Combine(_program, "edgenoc-agent.runtimeconfig.json"), """
            { "runtimeOptions": { "frameworks": [
                  { "name": "Microsoft.NETCore.App",
                    "version": "10.0.2" },
                  { "name": "Microsoft.AspNetCore.App",
                    "version": "10.0.2" } ] } }
            """);
    }

    [Fact]
    public void A_runtime_for_the_machine_goes_into_the_package_with_the_newest_version_that_fits()
    {
        Runtime(Arm64, "10.0.2");
        Runtime(Arm64, "10.0.11");
        Runtime(Arm64, "9.0.20");
        var package = Made();
        var files = SystemCommand.Read("dpkg-deb", "--contents", package).Output;
        Assert.Contains("/usr/lib/edgenoc-agent/payload/dotnet/shared/Microsoft.AspNetCore.App/10.0.11/", files, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.2/", files, StringComparison.Ordinal);
        Assert.DoesNotContain("9.0.20/", files, StringComparison.Ordinal);
        Assert.Equal("arm64\n", SystemCommand.Read("dpkg-deb", "--field", package, "Architecture").Output);
        Assert.DoesNotContain("aspnetcore", SystemCommand.Read("dpkg-deb", "--field", package, "Depends").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_runtime_another_machines_or_another_version_is_refused_with_the_reason()
    {
        Refused("needs a runtime in it", "--runtime-dir", "");
        Refused("has no file 'dotnet'");
        Runtime(X64, "10.0.2");
        Refused("is for amd64, the package is for arm64");
        Elf("dotnet", 0x28, machineClass: 1);
        Refused("is for 32-bit ARM, the package is for arm64");
        Elf("dotnet", Arm64, interpreter: "/lib/ld-musl-aarch64.so.1");
        Refused("is for musl (Alpine)");
        Elf("dotnet", Arm64);
        Refused("is mixed: ");
        Directory.Delete(Path.Combine(_runtime, "shared"), recursive: true);
        Runtime(Arm64, "10.0.1");
        Runtime(Arm64, "11.0.0");
        Runtime(Arm64, "10.0.3-rc.1");
        Refused("has no Microsoft.NETCore.App 10.0.x that is at least 10.0.2 (there: 10.0.1 10.0.3-rc.1 11.0.0 )");
        Runtime(Arm64, "10.0.3");
        Directory.Delete(Path.Combine(_runtime, "shared", "Microsoft.AspNetCore.App"), recursive: true);
        Refused("has no Microsoft.AspNetCore.App 10.0.3");
    }

    [Fact]
    public void A_package_for_every_machine_asks_for_the_runtime()
    {
        var (code, output) = PublishedPackages.Build("agent", "--from", _program, "--version", "1.2.3", "--arch", "all", "--out", _program);
        Assert.Equal(0, code);
        Assert.Contains("aspnetcore-runtime-10.0", SystemCommand.Read("dpkg-deb", "--field", output.Trim(), "Depends").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("1.0/../../etc")]
    [InlineData("1.0 0")]
    public void What_is_no_version_is_refused(string version)
    {
        var (code, output) = PublishedPackages.Build("agent", "--from", _program, "--version", version, "--arch", "all", "--out", _program);
        Assert.Equal(1, code);
        Assert.Contains($"'{version}' is no version", output, StringComparison.Ordinal);
    }

    private string Made()
    {
        var (code, output) = Build("--runtime-dir", _runtime);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    private void Refused(string reason, params string[] options)
    {
        var (code, output) = Build(options.Length == 0 ? ["--runtime-dir", _runtime] : options);
        Assert.Equal(1, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_program, "*.deb"));
    }

    private (int Code, string Output) Build(params string[] options) =>
        PublishedPackages.Build(["agent", "--from", _program, "--version", "1.2.3", "--arch", "arm64", "--out", _program, .. options]);

    private void Runtime(byte machine, string version)
    {
        Elf("dotnet", machine);
        foreach (var file in new[] { $"host/fxr/{version}/libhostfxr.so", $"shared/Microsoft.NETCore.App/{version}/libcoreclr.so", $"shared/Microsoft.AspNetCore.App/{version}/aspnetcore.dll" }) Elf(file, machine);
    }

    /// <summary>A header as elf(5) has it, of what is no program.</summary>
    private void Elf(string name, byte machine, byte machineClass = 2, string interpreter = "/lib/ld-linux-aarch64.so.1")
    {
        var path = Path.Combine(_runtime, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] header = [0x7F, (byte)'E', (byte)'L', (byte)'F', machineClass, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, machine, 0];
        File.WriteAllBytes(path, [.. header, .. new byte[100], .. System.Text.Encoding.ASCII.GetBytes(interpreter), .. new byte[100]]);
    }
}
