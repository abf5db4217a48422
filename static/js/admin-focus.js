// The focal point of a picture: a press on the picture, or arrow keys on it, fill in the two numbers and move the
// mark. Without it the numbers are typed.
const frame = document.querySelector("[data-focus]")
const across = document.querySelector("#id_focal_x")
const down = document.querySelector("#id_focal_y")
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const within = (number) => Math.min(100, Math.max(0, Math.round(number) || 0))

if (across && down) {
  document.querySelector("[data-focus-hint]").hidden = false
  frame.tabIndex = 0
  frame.setAttribute("role", "application")
  frame.setAttribute("aria-roledescription", "focal point")
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect()
    put(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100)
  })
  frame.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? 10 : 1
    const [x, y] = KEYS[event.key]
    put(Number(across.value) + x * step, Number(down.value) + y * step)
  })
  for (const field of [across, down]) field.addEventListener("input", show)
  show()
}

function put(x, y) {
  across.value = within(x)
  down.value = within(y)
  show()
}

function show() {
  const [x, y] = [within(across.value), within(down.value)]
  for (const circle of frame.querySelectorAll("circle")) {
    circle.setAttribute("cx", `${x}%`)
    circle.setAttribute("cy", `${y}%`)
  }
  frame.setAttribute("aria-label", `Focal point: ${x} % from the left, ${y} % from the top. Arrow keys move it.`)
}
