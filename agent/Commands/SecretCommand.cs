using System.CommandLine;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>secret set</c>: a device's password, typed at the POP. It is shown nowhere and leaves this machine only to the device.</summary>
internal static class SecretCommand
{
    private const int MaxLength = 256;

    public static Command Create()
    {
        var device = new Argument<string>("DEVICE") { Description = "the device's id in the config" };
        var set = new Command("set", "Type a device's password; it is read from standard input") { device, StateDirOption.Create() };
        set.SetAction(parsed => Set(parsed.GetRequiredValue(device), StateDirOption.Of(parsed)));
        return new Command("secret", "Passwords of devices") { set };
    }

    private static int Set(string device, string stateDir)
    {
        var folder = new EnrolledFolder(stateDir);
        if (folder.Identity() is not { } identity) return Fail($"{stateDir} is not enrolled: enrol this machine first; with a config of your own, write the password into its password_file");
        if (!Topics.IsName(device)) return Fail($"{device} is no device's id: use the one in the config");
        if (!Console.IsInputRedirected) Console.Error.Write($"password of {device} at {identity.Site}: ");
        var password = Console.IsInputRedirected ? Console.In.ReadLine() : ReadHidden();
        if (string.IsNullOrEmpty(password) || password.Length > MaxLength) return Fail($"a password has 1 to {MaxLength} characters: nothing was changed");
        try
        {
            folder.WriteSecret(device, password);
            Ownership.GiveToOwnerOf(stateDir);
            Console.Out.WriteLine($"✔ the password of {device} is kept; the agent takes it within seconds");
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail($"it cannot be kept ({error.Message}): use sudo, or make room on the disk");
        }
    }

    private static string ReadHidden()
    {
        var text = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) text = text.Length > 0 ? text[..^1] : text;
            else text += key.KeyChar;
        }

        Console.Error.WriteLine();
        return text;
    }

    private static int Fail(string text)
    {
        Console.Error.WriteLine($"✘ {text}");
        return 1;
    }
}
