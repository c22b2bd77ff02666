using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>An output.</summary>
/// <param name="Offset">The line's number on its chip.</param>
/// <param name="ActiveLow">Lit when the level is low.</param>
internal readonly record struct GpioOutput(uint Offset, bool ActiveLow);

/// <summary>An input whose edges are reported.</summary>
/// <param name="Offset">The line's number on its chip.</param>
/// <param name="ActiveLow">Active when the level is low.</param>
/// <param name="Bias">Its resistor.</param>
/// <param name="Debounce">How long a level must stand before it counts.</param>
internal readonly record struct GpioInput(uint Offset, bool ActiveLow, LineBias Bias, TimeSpan Debounce);

/// <summary>A change of an input.</summary>
/// <param name="Index">Which line of the request.</param>
/// <param name="Active">Its new state.</param>
internal readonly record struct GpioEdge(int Index, bool Active);

/// <summary>What the kernel says about a chip.</summary>
internal sealed record GpioChipInfo(string Name, string Label, uint Lines);

/// <summary>What the kernel says about a line.</summary>
/// <param name="Name">By the device tree; empty when it has none.</param>
/// <param name="Consumer">Who holds it; empty when nobody says.</param>
/// <param name="Used">Somebody does.</param>
internal sealed record GpioLineInfo(uint Offset, string Name, string Consumer, bool Used);
