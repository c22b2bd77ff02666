namespace EdgeNoc.Simulators.OltCli;

/// <summary>How a family's command line looks.</summary>
/// <param name="Banner">Before the login.</param>
/// <param name="UserPrompt">As <c>Username:</c>.</param>
/// <param name="PasswordPrompt">As <c>Password:</c>.</param>
/// <param name="Name">In the prompt, before its end.</param>
/// <param name="NeedsEnable">Whether the prompt is <c>&gt;</c>, and little known, until somebody says <c>enable</c>.</param>
/// <param name="NoPaging">The command that turns the pager off; null where there is none.</param>
/// <param name="Pager">As <c>--More--</c>.</param>
/// <param name="Erase">What the box sends when the pager is answered.</param>
/// <param name="Unknown">What it says of a command that it does not know.</param>
public sealed record OltCliLook(string Banner, string UserPrompt, string PasswordPrompt, string Name, bool NeedsEnable, string? NoPaging, string Pager, string Erase, string Unknown)
{
    public static OltCliLook Zte { get; } = new(
        "\r\n************************************************\r\nWelcome to ZXAN product C320 of ZTE Corporation\r\n************************************************\r\n\r\n",
        "Username:", "Password:", "ZXAN", false, "terminal length 0", "--More--", "\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b",
        "%Error 20203: Unknown command.");

    public static OltCliLook SmartAx { get; } = new(
        "\r\n", ">>User name:", ">>User password:", "MA5800-X7", true, "screen-length 0 temporary", "---- More ( Press 'Q' to break ) ----", "\x1b[37D" + new string(' ', 37) + "\x1b[37D",
        "                    ^\r\n  % Unknown command, the error locates at '^'");

    public static OltCliLook Hioso { get; } = new(
        "\r\n", "Username:", "Password:", "Epon", true, null, "--- Enter Key To Continue ----", "\r" + new string(' ', 30) + "\r",
        "! Unknown command");
}
